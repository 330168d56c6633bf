using IntentEngine.Hosting.Organizations;
using IntentEngine.Intents.Graph.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Routing;

namespace IntentEngine.Intents.Graph.Backup;

/// <summary><c>GET /api/intent-graph/backup</c> streams the organization's whole graph as a file of format 1.1.</summary>
internal static class GetBackup
{
    public static void MapGetBackup(this IEndpointRouteBuilder graph) => graph
        .MapGet("/backup", Handle)
        .WithMetadata(new RequestTimeoutAttribute(BackupRoutes.TimeoutMilliseconds))
        .WithName(nameof(GetBackup))
        .WithSummary("Take a backup of the organization's intent graph (format 1.1)");

    internal static async Task<PushStreamHttpResult> Handle(OrganizationContext caller, IGraphStore store, TimeProvider clock, CancellationToken cancel)
    {
        // All of it before the first byte goes out: a failure must not end in half a file with status 200.
        var content = await store.ExportAsync(caller.OrganizationId, cancel);
        var taken = clock.GetUtcNow();
        var backup = new Backup(taken, content, new BackupManifest { CreatedBy = caller.Subject, Source = $"intent-engine/{store.Backend}" });
        return TypedResults.Stream(body => BackupWriter.WriteAsync(body, backup, cancel), "application/json", $"intent-graph-{taken:yyyyMMdd-HHmmss}.json");
    }
}
