namespace IntentEngine.Providers;

/// <summary>Why a provider call failed, in the words of the retry rules (seed 004 §4.2; origin <c>retry-utils.ts</c>).</summary>
public enum ProviderErrorType
{
    /// <summary>No answer within the time limit. Retried.</summary>
    Timeout,

    /// <summary>Too many calls: HTTP 429, DataForSEO 40202 or 40209. Retried after the time the provider asks for.</summary>
    RateLimit,

    /// <summary>The provider failed: HTTP 5xx, DataForSEO 5xxxx, 40101, 40103. Retried.</summary>
    ServerError,

    /// <summary>The connection failed. Retried.</summary>
    NetworkError,

    /// <summary>We asked wrongly: HTTP 4xx, DataForSEO 405xx. Not retried.</summary>
    ClientError,

    /// <summary>Missing or refused credentials. Not retried.</summary>
    AuthError,

    /// <summary>Payment, quota or subscription. Not retried.</summary>
    AccountError,

    /// <summary>The answer does not fit its schema, even after one repair attempt. Not retried.</summary>
    ValidationError,
}
