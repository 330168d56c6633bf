using IntentEngine.Hosting.Failures;
using IntentEngine.Hosting.Organizations;
using IntentEngine.Intents.Graph.Export;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace IntentEngine.Intents.Graph.Api;

/// <summary><c>GET /api/intent-graph/export</c> gives the graph, or the subgraph of a root, as JSON, DOT or Mermaid.</summary>
internal static class ExportGraph
{
    public static void MapExportGraph(this IEndpointRouteBuilder graph) => graph
        .MapGet("/export", Handle).Produces<ExportedGraph>()
        .WithName("ExportGraph").WithSummary("The graph for drawing: ?format=json, dot or mermaid, ?root= for a part of it; at most 5000 intents");

    internal static async Task<Results<Ok<ExportedGraph>, ContentHttpResult, ProblemHttpResult>> Handle(
        [FromQuery] string? format, [FromQuery] string? root, OrganizationContext caller, GraphExport export, CancellationToken cancel)
    {
        var faults = new Validation();
        faults.Require(format is null or "json" or "dot" or "mermaid", "format", $"expected json, dot or mermaid; came '{format}'.");
        if (faults.Problem is { } invalid) return invalid;
        var outcome = await export.Read(caller.OrganizationId, root, cancel);
        if (outcome.Refusal is { } refusal) return GraphAnswers.Problem(refusal);
        return format switch
        {
            "dot" => TypedResults.Text(DotText.Of(outcome.Value!), "text/vnd.graphviz; charset=utf-8"),
            "mermaid" => TypedResults.Text(MermaidText.Of(outcome.Value!), "text/vnd.mermaid; charset=utf-8"),
            _ => TypedResults.Ok(outcome.Value!),
        };
    }
}
