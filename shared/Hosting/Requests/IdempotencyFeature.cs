using Microsoft.AspNetCore.Http;

namespace IntentEngine.Hosting.Requests;

/// <summary>The caller's <c>Idempotency-Key</c> and what it was sent with.</summary>
/// <param name="Key">1 to 255 printable ASCII characters, unique per organization.</param>
/// <param name="RequestHash">
/// SHA-256 over method, path with query, and body bytes. The same key with another hash is another request, to be refused with 422.
/// </param>
public sealed record IdempotencyFeature(string Key, byte[] RequestHash)
{
    /// <summary>The request header.</summary>
    public const string HeaderName = "Idempotency-Key";

    /// <summary>Longest key, in characters.</summary>
    public const int MaximumKeyLength = 255;

    /// <summary>Lets a handler take <c>IdempotencyFeature?</c> as a parameter; null when the caller sent no key. Called by the framework.</summary>
    public static ValueTask<IdempotencyFeature?> BindAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return ValueTask.FromResult(context.Features.Get<IdempotencyFeature>());
    }
}
