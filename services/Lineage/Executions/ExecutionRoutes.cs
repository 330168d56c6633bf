using IntentEngine.Lineage.Executions.Anomalies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace IntentEngine.Lineage.Executions;

/// <summary>The routes of seed 002, under <c>/executions</c> as the seed has them and under <c>/api/executions</c> beside all others.</summary>
internal static class ExecutionRoutes
{
    public static void MapExecutions(this IEndpointRouteBuilder lineage)
    {
        Map(lineage.MapGroup("/executions"), "");
        Map(lineage.MapGroup("/api/executions"), "Api");
    }

    private static void Map(RouteGroupBuilder executions, string prefix)
    {
        executions.MapGet("/", ExecutionList.Handle).WithName(prefix + nameof(ExecutionList)).WithSummary("List executions, newest first");
        executions.MapGet("/{id}", ExecutionById.Handle).WithName(prefix + nameof(ExecutionById)).WithSummary("Read one execution");
        executions.MapGet("/{id}/lineage", LineageById.Handle).WithName(prefix + nameof(LineageById)).WithSummary("Ancestors, descendants and siblings of an execution");
        executions.MapGet("/{id}/path/{other}", PathById.Handle).WithName(prefix + nameof(PathById)).WithSummary("How two executions hang together");
        executions.MapGet("/anomalies", ListAnomalies.Handle).WithName(prefix + nameof(ListAnomalies)).WithSummary("What is wrong with the graph: unknown parents, circles, missing or several roots");
        executions.MapGet("/correlation/{cid}", CorrelationById.Handle).WithName(prefix + nameof(CorrelationById)).WithSummary("All executions of one correlation");
    }
}
