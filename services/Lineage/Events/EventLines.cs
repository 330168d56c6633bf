using System.Reflection;
using System.Text.Json;
using IntentEngine.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Http.Timeouts;

namespace IntentEngine.Lineage.Events;

/// <summary>Events as <c>application/x-ndjson</c>: one JSON object per line, written page by page, however many there are.</summary>
internal sealed class EventLines(Func<CancellationToken, IAsyncEnumerable<IReadOnlyList<EventView>>> read) : IResult, IEndpointMetadataProvider
{
    /// <summary>The media type.</summary>
    public const string MediaType = "application/x-ndjson";

    private static readonly byte[] LineEnd = "\n"u8.ToArray();

    /// <summary>Whether the request asks for lines: <c>?format=ndjson</c>, or else by its Accept header.</summary>
    public static bool Wanted(HttpRequest request, string? format) =>
        format == "ndjson" || (format is null && request.Headers.Accept.Any(accept => accept?.Contains(MediaType, StringComparison.OrdinalIgnoreCase) == true));

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        // What has begun to flow is not cut off in the middle by the limit of short requests.
        httpContext.Features.Get<IHttpRequestTimeoutFeature>()?.DisableTimeout();
        httpContext.Response.ContentType = MediaType;
        httpContext.Response.Headers.CacheControl = "no-store";
        await foreach (var page in read(httpContext.RequestAborted))
        {
            foreach (var one in page)
            {
                await httpContext.Response.BodyWriter.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(one, ContractJson.Options), httpContext.RequestAborted);
                await httpContext.Response.BodyWriter.WriteAsync(LineEnd, httpContext.RequestAborted);
            }
        }
    }

    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(EventView), [MediaType]));
}
