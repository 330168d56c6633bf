namespace IntentEngine.Providers.KeywordData;

/// <summary>DataForSEO's own status codes. They decide, not HTTP's: most failures arrive as HTTP 200 (docs/providers/dataforseo.md).</summary>
internal static class DataForSeoStatus
{
    public const int Ok = 20000;
    public const int TaskCreated = 20100;
    public const int NoSearchResults = 40102;
    public const int RateLimitPerMinute = 40202;

    /// <summary>Whether an answer with this code may be read.</summary>
    public static bool IsOk(int code) => code is Ok or TaskCreated;

    /// <summary>The class of a failure.</summary>
    public static ProviderErrorType Classify(int code) => code switch
    {
        40100 or 40104 => ProviderErrorType.AuthError,
        40101 or 40103 => ProviderErrorType.ServerError,
        40202 or 40209 => ProviderErrorType.RateLimit,
        >= 40200 and <= 40204 or 40207 or 40210 => ProviderErrorType.AccountError,
        // A live call is never handed over or queued; if it is, the answer is simply not there yet.
        40601 or 40602 => ProviderErrorType.ServerError,
        50401 or 50402 => ProviderErrorType.Timeout,
        >= 40000 and < 50000 => ProviderErrorType.ClientError,
        _ => ProviderErrorType.ServerError,
    };
}
