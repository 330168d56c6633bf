namespace IntentEngine.Providers.KeywordData;

/// <summary>Section <c>Providers:KeywordData</c>: the account and market of DataForSEO.</summary>
public sealed record KeywordDataOptions
{
    /// <summary>Where the API is; default <c>https://api.dataforseo.com</c>. The sandbox is <c>https://sandbox.dataforseo.com</c>, the simulator an address on loopback.</summary>
    public Uri BaseUrl { get; set; } = new("https://api.dataforseo.com");

    /// <summary>API login, from the provider's dashboard. Required.</summary>
    public string Login { get; set; } = "";

    /// <summary>API password, from the provider's dashboard (not that of the account). Required.</summary>
    public string Password { get; set; } = "";

    /// <summary>Market; default 2840, the United States.</summary>
    public int LocationCode { get; set; } = 2840;

    /// <summary>Language, two letters, or with a region like <c>zh-TW</c>; default <c>en</c>.</summary>
    public string LanguageCode { get; set; } = "en";

    /// <summary>Longest time of one attempt, in seconds, 1 to 600; default 125, just above the 120 s at which the provider gives up.</summary>
    public int TimeoutSeconds { get; set; } = 125;

    /// <summary>Calls at once from this process, 1 to 30; default 30, the provider's limit for one account. Divide it when several processes share the account.</summary>
    public int MaxConcurrency { get; set; } = 30;

    /// <summary>Lets a public-looking host name resolve to a private address; default false.</summary>
    public bool AllowPrivateNetwork { get; set; }
}
