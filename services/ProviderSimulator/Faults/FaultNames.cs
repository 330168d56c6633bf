namespace IntentEngine.ProviderSimulator.Faults;

/// <summary>The failures that can be played, as real providers were seen to fail.</summary>
public static class FaultNames
{
    /// <summary>HTTP 401 with the provider's JSON.</summary>
    public const string Unauthorized = "http-401";

    /// <summary>HTTP 401 with a gateway's HTML page.</summary>
    public const string UnauthorizedHtml = "html-401";

    /// <summary>HTTP 402.</summary>
    public const string PaymentRequired = "http-402";

    /// <summary>HTTP 404.</summary>
    public const string NotFound = "http-404";

    /// <summary>HTTP 429 with <c>Retry-After: 1</c>; DataForSEO's body says 40202.</summary>
    public const string TooManyRequests = "http-429";

    /// <summary>HTTP 500.</summary>
    public const string ServerError = "http-500";

    /// <summary>DataForSEO 40202 in a body with HTTP 200.</summary>
    public const string RateLimitBody = "rate-limit-body";

    /// <summary>DataForSEO 40209 in a body with HTTP 200.</summary>
    public const string TooManyQueries = "too-many-queries";

    /// <summary>DataForSEO 40501 on the task, while the call reports success.</summary>
    public const string InvalidField = "invalid-field";

    /// <summary>DataForSEO success with <c>items: null</c>.</summary>
    public const string ItemsNull = "items-null";

    /// <summary>DataForSEO items whose <c>keyword_info</c> and <c>keyword_properties</c> are null.</summary>
    public const string KeywordInfoNull = "keyword-info-null";

    /// <summary>The right answer, after 2000 ms or the milliseconds behind the colon.</summary>
    public const string Slow = "slow";

    /// <summary>The first half of the right answer.</summary>
    public const string Truncated = "truncated";

    /// <summary>Perplexity's HTTP 403 of the retired chat completions.</summary>
    public const string Retired = "retired";

    /// <summary>A model's answer inside a thinking block and a code fence; it is right otherwise.</summary>
    public const string Fenced = "fenced";

    /// <summary>A model's answer that is not JSON.</summary>
    public const string InvalidJson = "invalid-json";

    /// <summary>A model's reply without a message.</summary>
    public const string NoMessage = "no-message";

    /// <summary>A model's reply with status <c>failed</c>.</summary>
    public const string StatusFailed = "status-failed";

    /// <summary>Every name.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        Unauthorized, UnauthorizedHtml, PaymentRequired, NotFound, TooManyRequests, ServerError, RateLimitBody, TooManyQueries, InvalidField, ItemsNull, KeywordInfoNull,
        Slow, Truncated, Retired, Fenced, InvalidJson, NoMessage, StatusFailed,
    ];

    /// <summary>Whether a name, with or without a number behind a colon, is known.</summary>
    public static bool IsKnown(string name) => All.Contains(Base(name));

    /// <summary>The name without its number.</summary>
    public static string Base(string name) => name.Split(':')[0];
}
