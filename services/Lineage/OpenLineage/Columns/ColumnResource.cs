using IntentEngine.Hosting.Failures;
using IntentEngine.Hosting.Organizations;
using IntentEngine.Lineage.OpenLineage.Graph;
using IntentEngine.Lineage.OpenLineage.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace IntentEngine.Lineage.OpenLineage.Columns;

/// <summary><c>GET /api/v1/column-lineage?nodeId=&amp;depth=20&amp;withDownstream=false</c>: which columns were made of which, as Marquez answers.</summary>
internal static class ColumnResource
{
    /// <summary>What is asked.</summary>
    /// <param name="NodeId"><c>datasetField:namespace:dataset:field</c>, or <c>dataset:namespace:name</c> or <c>job:namespace:name</c>, whose columns are meant.</param>
    /// <param name="Depth">Steps from column to column, 0 to 1000. Default 20.</param>
    /// <param name="WithDownstream">Also what was made of them. Default false.</param>
    public sealed record Query(
        [property: FromQuery(Name = "nodeId")] string? NodeId,
        [property: FromQuery(Name = "depth")] int? Depth,
        [property: FromQuery(Name = "withDownstream")] bool? WithDownstream);

    public static async Task<Results<JsonHttpResult<ColumnAnswer>, ProblemHttpResult>> Handle(
        [AsParameters] Query query, HttpContext http, OrganizationContext organization, ColumnGraph graph, CancellationToken cancel)
    {
        var rules = new Validation();
        rules.RequireText(query.NodeId, "nodeId", 2 * EventFields.LongestName + EventFields.LongestNamespace + 100);
        rules.RequireRange(query.Depth ?? 20, "depth", 0, GraphResource.Deepest);
        if (rules.Problem is null) rules.Require(IsNode(query.NodeId!), "nodeId", $"expected datasetField:namespace:dataset:field, dataset:namespace:name or job:namespace:name; came '{query.NodeId}'.");
        if (rules.Problem is null) rules.Require(query.WithDownstream is not true || NodeId.WithoutVersion(query.NodeId!) == query.NodeId, "nodeId", "expected no version after # together with withDownstream=true: what is downstream was made of the newest. Leave one of them out.");
        if (rules.Problem is { } refusal) return refusal;

        if (await graph.FindAsync(organization.OrganizationId, query.NodeId!, query.Depth ?? 20, query.WithDownstream ?? false, cancel) is not { } found)
            return Problems.NotFound($"Node '{query.NodeId}' is not known.");
        http.Response.Headers[GraphResource.CompleteHeader] = found.Complete ? "true" : "false";
        return TypedResults.Json(found.Answer, OpenLineageJson.Options);
    }

    private static bool IsNode(string id) => ColumnNodeId.Parse(id) is { } columns ? columns.Count > 0 : NodeId.Parse(id) is { Candidates.Count: > 0 };
}
