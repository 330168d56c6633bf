using IntentEngine.Intents.Graph.Storage;
using IntentEngine.Intents.Graph.Storage.Opening;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace IntentEngine.Intents.Graph.Backup;

/// <summary><c>GET /api/intent-graph/storage</c> says where graphs are kept, and whether that is where they should be.</summary>
internal static class GetStorage
{
    /// <summary>The storage of this process.</summary>
    /// <param name="StorageMode">The backend in use.</param>
    /// <param name="ConfiguredBackend">The backend that was configured.</param>
    /// <param name="Degraded">Whether memory stands in for it.</param>
    /// <param name="Reason">Why it could not be opened at start. Null: it could.</param>
    /// <param name="Fault">What keeps it from being written now. Null: nothing.</param>
    public sealed record Response(string StorageMode, string ConfiguredBackend, bool Degraded, string? Reason, string? Fault);

    public static void MapGetStorage(this IEndpointRouteBuilder graph) => graph
        .MapGet("/storage", Handle)
        .WithName(nameof(GetStorage))
        .WithSummary("Where intent graphs are kept, and whether that is as configured");

    internal static async Task<Ok<Response>> Handle(GraphStorage storage, CancellationToken cancel) => TypedResults.Ok(
        new Response(storage.Store.Backend, storage.Configured.Word(), storage.IsDegraded, storage.FallbackReason, await storage.Store.CheckAsync(cancel)));
}
