using System.Net;
using System.Text.Json;

namespace IntentEngine.Providers.Calls;

/// <summary>An HTTP answer, read completely.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Body">The body as text; a provider's, so data and nothing more.</param>
/// <param name="RetryAfter">How long the provider asks to wait (<c>retry-after-ms</c> or <c>Retry-After</c>).</param>
/// <param name="ShouldRetry">The provider's <c>x-should-retry</c>.</param>
internal sealed record HttpReply(HttpStatusCode Status, string Body, TimeSpan? RetryAfter = null, bool? ShouldRetry = null)
{
    /// <summary>The body as JSON; null when it is anything else (an HTML error page, a cut-off answer).</summary>
    public JsonElement? Json()
    {
        try
        {
            using var document = JsonDocument.Parse(Body, new JsonDocumentOptions { MaxDepth = 64 });
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Reads status, the headers that matter for retrying, and the body.</summary>
    public static async Task<HttpReply> Read(HttpResponseMessage response, TimeProvider clock, CancellationToken cancel) => new(
        response.StatusCode,
        await response.Content.ReadAsStringAsync(cancel),
        Wait(response, clock),
        Header(response, "x-should-retry") is { } word && bool.TryParse(word, out var should) ? should : null);

    private static TimeSpan? Wait(HttpResponseMessage response, TimeProvider clock)
    {
        if (double.TryParse(Header(response, "retry-after-ms"), System.Globalization.CultureInfo.InvariantCulture, out var milliseconds) && milliseconds is >= 0 and < 1e9)
            return TimeSpan.FromMilliseconds(milliseconds);
        var asked = response.Headers.RetryAfter;
        var wait = asked?.Delta ?? (asked?.Date is { } date ? date - clock.GetUtcNow() : null);
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;
}
