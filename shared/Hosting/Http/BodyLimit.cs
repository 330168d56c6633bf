using IntentEngine.Hosting.Failures;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace IntentEngine.Hosting.Http;

/// <summary>Refuses bodies over the limit so that the client learns why.</summary>
/// <remarks>
/// Answered at once, the connection would be reset while the client still sends, and the client would not see the answer. So what is
/// left of the body is read and thrown away first, up to <see cref="MostDiscardedBytes"/>. The server itself would break off a body of
/// unannounced length at its limit and allow no more reading; therefore we count such bodies, and the server's limit lies above ours.
/// </remarks>
internal static class BodyLimit
{
    /// <summary>Of a refused body; a longer one costs its sender the connection.</summary>
    public const long MostDiscardedBytes = 4 * 1024 * 1024;

    public static void UseBodyLimit(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false, MaxRequestBodySize: { } limit } size
            && (http.Request.ContentLength is null || http.Request.ContentLength > limit)
            && http.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == true)
        {
            var body = new LimitedBody(http.Request.Body, limit);
            http.Features.Set(body);
            http.Request.Body = body;
            size.MaxRequestBodySize = http.Request.ContentLength > limit + MostDiscardedBytes ? limit : limit + MostDiscardedBytes;
            if (http.Request.ContentLength is not null)
            {
                await RefuseAsync(http);
                return;
            }
        }

        await next(http);
    });

    /// <summary>Reads what is left of the body, then answers 413.</summary>
    public static async Task RefuseAsync(HttpContext http)
    {
        var limit = http.Features.Get<LimitedBody>()?.Limit ?? http.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize;
        var came = http.Request.ContentLength is { } length ? $"came {length}" : "came more";
        if (http.Features.Get<LimitedBody>() is { } body) await body.DiscardAsync(http.RequestAborted);
        await Problems.TooLarge($"Expected a body of at most {limit} bytes; {came}. Send less, or in parts.").ExecuteAsync(http);
    }
}
