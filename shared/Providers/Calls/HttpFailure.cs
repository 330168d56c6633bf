using System.Net;

namespace IntentEngine.Providers.Calls;

/// <summary>What an HTTP status means when the body says nothing more exact.</summary>
internal static class HttpFailure
{
    /// <summary>The class of a failed status.</summary>
    public static ProviderErrorType Classify(HttpStatusCode status) => (int)status switch
    {
        401 or 403 => ProviderErrorType.AuthError,
        402 => ProviderErrorType.AccountError,
        408 => ProviderErrorType.Timeout,
        429 => ProviderErrorType.RateLimit,
        409 or >= 500 => ProviderErrorType.ServerError,
        // Redirects are not followed; one means a wrong base URL.
        _ => ProviderErrorType.ClientError,
    };

    /// <summary>The failure of a reply whose HTTP status says it all.</summary>
    public static ProviderException From(HttpReply reply, string provider, string detail) =>
        From(reply, Classify(reply.Status), $"{provider} answered HTTP {(int)reply.Status}{(detail.Length > 0 ? ": " + Shorten(detail) : ".")}{Advice(reply.Status)}");

    /// <summary>A failure with the reply's waiting time and word on retrying.</summary>
    public static ProviderException From(HttpReply reply, ProviderErrorType type, string message, decimal cost = 0) =>
        new(type, message) { RetryAfter = reply.RetryAfter, ShouldRetry = reply.ShouldRetry, CostUsd = cost };

    /// <summary>A provider's message, cut to a length that is safe to log and store.</summary>
    public static string Shorten(string text)
    {
        var line = new string([.. text.Select(c => char.IsControl(c) ? ' ' : c).Take(300)]);
        return text.Length > 300 ? line + "…" : line;
    }

    private static string Advice(HttpStatusCode status) => status switch
    {
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => " Check the credentials in the section Providers.",
        HttpStatusCode.PaymentRequired => " Check the balance of the account.",
        HttpStatusCode.NotFound => " Check BaseUrl in the section Providers.",
        _ => "",
    };
}
