using System.Reflection;
using System.Text.Json;
using IntentEngine.Contracts;
using IntentEngine.Messaging.Database;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;

namespace IntentEngine.Lineage.Events;

/// <summary>Events as they are recorded, as Server-Sent Events: <c>id</c> is where to go on, <c>event</c> the type, <c>data</c> the event.</summary>
/// <remarks>Ends when the client goes, the process stops, its time or its caller's token is up, or the database is away; the client comes again with <c>Last-Event-ID</c> and a token that is still good.</remarks>
internal sealed class EventStream(EventFeed feed, EventScope scope, EventCursor cursor, EventWatch watch, IDisposable place) : IResult, IEndpointMetadataProvider
{
    /// <summary>The media type.</summary>
    public const string MediaType = "text/event-stream";

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        using var held = place;
        using var watching = watch;
        using var end = feed.EndOf(httpContext.User, httpContext.RequestAborted);
        var response = httpContext.Response;
        response.ContentType = MediaType;
        response.Headers.CacheControl = "no-store";
        // For proxies that would rather collect an answer first.
        response.Headers["X-Accel-Buffering"] = "no";
        httpContext.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        try
        {
            await response.WriteAsync("retry: 1000\n: the stream is open\n\n", end.Token);
            await response.Body.FlushAsync(end.Token);
            await foreach (var page in feed.FollowAsync(scope, cursor, watch, end.Token))
            {
                if (page.Count == 0) await response.WriteAsync(": nothing new\n\n", end.Token);
                foreach (var one in page)
                    await response.WriteAsync($"id: {one.Cursor}\nevent: {OneLine(one.View.Type)}\ndata: {JsonSerializer.Serialize(one.View, ContractJson.Options)}\n\n", end.Token);
                await response.Body.FlushAsync(end.Token);
            }
        }
        catch (OperationCanceledException) when (end.Token.IsCancellationRequested)
        {
            // The way every stream ends.
        }
        catch (Exception away) when (TransientFaults.IsTransient(away))
        {
            feed.LogAway(away);
        }
    }

    // A type is whatever its sender wrote; a line break would forge fields of the stream.
    private static string OneLine(string type) => type.AsSpan().IndexOfAny('\r', '\n') < 0 ? type : type.Replace('\r', ' ').Replace('\n', ' ');

    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(EventView), [MediaType]));
}
