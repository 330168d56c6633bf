using IntentEngine.Hosting.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace IntentEngine.Intents.Graph.Backup;

/// <summary>The routes of administrators: backup, restore, and the state of the storage.</summary>
internal static class BackupRoutes
{
    /// <summary>Longest time a backup or a restore may take: five minutes.</summary>
    internal const int TimeoutMilliseconds = 5 * 60 * 1000;

    public static void MapGraphBackup(this IEndpointRouteBuilder routes)
    {
        var graph = routes.MapGroup("/api/intent-graph").RequireAuthorization(Policies.Admin).WithTags("Intent graph");
        graph.MapGetBackup();
        graph.MapPostRestore();
        graph.MapGetStorage();
    }
}
