using IntentEngine.Hosting.Failures;
using IntentEngine.Hosting.Organizations;
using IntentEngine.Lineage.OpenLineage.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace IntentEngine.Lineage.OpenLineage.Graph;

/// <summary><c>GET /api/v1/lineage?nodeId=&amp;depth=20</c>: the graph around a job or a dataset, as Marquez answers.</summary>
internal static class GraphResource
{
    /// <summary>Deepest walk, in jobs.</summary>
    public const int Deepest = 1000;

    /// <summary>Header that is <c>false</c> when the graph was larger than one answer; the body is Marquez's and has no place for it.</summary>
    public const string CompleteHeader = "X-Lineage-Complete";

    /// <summary>What is asked.</summary>
    /// <param name="NodeId"><c>job:namespace:name</c> or <c>dataset:namespace:name</c>.</param>
    /// <param name="Depth">Jobs from the start, 0 to 1000. Default 20.</param>
    /// <param name="Direction">Not Marquez's: <c>upstream</c> or <c>downstream</c>. Default <c>both</c>, through any dataset two jobs share.</param>
    /// <param name="AsOf">Not Marquez's: the graph as it was then. Default now.</param>
    public sealed record Query(
        [property: FromQuery(Name = "nodeId")] string? NodeId,
        [property: FromQuery(Name = "depth")] int? Depth,
        [property: FromQuery(Name = "direction")] string? Direction,
        [property: FromQuery(Name = "asOf")] string? AsOf);

    public static async Task<Results<JsonHttpResult<GraphAnswer>, ProblemHttpResult>> Handle(
        [AsParameters] Query query, HttpContext http, OrganizationContext organization, GraphEdges edges, GraphNodes nodes, CancellationToken cancel)
    {
        var rules = new Validation();
        rules.RequireText(query.NodeId, "nodeId", EventFields.LongestName + EventFields.LongestNamespace + 100);
        rules.RequireRange(query.Depth ?? 20, "depth", 0, Deepest);
        var direction = DirectionOf(query.Direction);
        rules.Require(direction is not null, "direction", $"expected both, upstream or downstream; came '{query.Direction}'.");
        var asOf = query.AsOf is { } text ? EventTime.Parse(text) : null;
        rules.Require(query.AsOf is null || asOf is not null, "asOf", $"expected a time such as 2026-01-31T12:00:00Z; came '{query.AsOf}'.");
        if (rules.Problem is { } refusal) return refusal;

        if (await nodes.FindAsync(organization.OrganizationId, query.NodeId!, cancel) is not { } start) return Problems.NotFound($"Node '{query.NodeId}' is not known.");
        var walk = new GraphWalk(edges, organization.OrganizationId, direction!.Value, asOf);
        var found = start.IsJob ? await walk.FromJobAsync(start.Name, query.Depth ?? 20, cancel) : await walk.FromDatasetAsync(start.Name, query.Depth ?? 20, cancel);
        http.Response.Headers[CompleteHeader] = found.Complete ? "true" : "false";
        return TypedResults.Json(await nodes.DescribeAsync(organization.OrganizationId, found, cancel), OpenLineageJson.Options);
    }

    private static Direction? DirectionOf(string? asked) => asked switch
    {
        null or "" or "both" => Direction.Both,
        "upstream" => Direction.Upstream,
        "downstream" => Direction.Downstream,
        _ => null,
    };
}
