using IntentEngine.Hosting.Failures;
using IntentEngine.Hosting.Organizations;
using IntentEngine.Intents.Graph.Changes;
using IntentEngine.Intents.Graph.Edges;
using IntentEngine.Intents.Graph.Traversal;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace IntentEngine.Intents.Graph.Api;

/// <summary>The neighbourhood of an intent: <c>/api/intent-graph/intents/{id}/parents</c> and the like, <c>/path</c> and <c>/strength</c>.</summary>
internal static class GraphTraversals
{
    /// <summary>Deepest search, in edges.</summary>
    internal const int MostDepth = 100;

    /// <summary>How strongly two intents hang together.</summary>
    internal sealed record StrengthBetween(string From, string To, double Strength);

    private static readonly (string Route, string Name, string Summary, Direction Direction)[] Neighbourhoods =
    [
        ("parents", "GraphIntentParents", "What the intent depends on or is part of", Direction.Parents),
        ("children", "GraphIntentChildren", "What depends on the intent or is part of it", Direction.Children),
        ("dependents", "GraphIntentDependents", "What depends on the intent", Direction.Dependents),
        ("subgoals", "GraphIntentSubgoals", "The parts of the intent", Direction.Subgoals),
        ("conflicts", "GraphIntentConflicts", "What excludes the intent or is excluded by it", Direction.Of(Model.EdgeType.ConflictsWith)),
    ];

    public static void MapGraphTraversals(this IEndpointRouteBuilder graph)
    {
        foreach (var (route, name, summary, direction) in Neighbourhoods)
            graph.MapGet($"/intents/{{intentId}}/{route}",
                    (string intentId, [FromQuery] int? limit, OrganizationContext caller, GraphTraversal traversal, CancellationToken cancel) =>
                        Answer(limit, most => traversal.Neighbours(caller.OrganizationId, intentId, direction, most, cancel)))
                .WithName(name).WithSummary(summary);
        graph.MapGet("/intents/{intentId}/related", Related).WithName("GraphIntentRelated").WithSummary("What is connected to the intent in at most max_depth steps, over edges of any or one type");
        graph.MapGet("/intents/{intentId}/hierarchy", Hierarchy).WithName("GraphIntentHierarchy").WithSummary("The intent with all above and all below it");
        graph.MapGet("/intents/{intentId}/strongly-connected", StronglyConnected).WithName("GraphIntentStronglyConnected").WithSummary("Intents with edges of one type both ways");
        graph.MapGet("/intents/{intentId}/high-weight", HighWeight).WithName("GraphIntentHighWeight").WithSummary("Neighbours over edges of at least a weight, heaviest first");
        graph.MapGet("/intents/{intentId}/execution-order", Order).WithName("GraphIntentExecutionOrder").WithSummary("The parts of the intent in the order in which they can be taken up");
        graph.MapGet("/strength", Strength).WithName("GraphStrength").WithSummary("How strongly two intents hang together: 0.0 to 1.0");
        graph.MapGet("/path", Path).WithName("GraphPath").WithSummary("A shortest path between two intents");
    }

    internal static Task<Results<Ok<GraphPart>, ProblemHttpResult>> Related(
        string intentId, [FromQuery(Name = "max_depth")] int? maxDepth, [FromQuery(Name = "edge_type")] string? edgeType, [FromQuery] int? limit,
        OrganizationContext caller, GraphTraversal traversal, CancellationToken cancel)
    {
        var faults = new Validation();
        faults.RequireRange(maxDepth ?? 1, "max_depth", 0, MostDepth);
        var direction = edgeType is null ? Direction.Any : EdgeRules.TypeOf(edgeType, "edge_type", faults) is { } type ? Direction.Of(type) : Direction.Any;
        return Answer(limit, most => traversal.Within(caller.OrganizationId, intentId, direction, maxDepth ?? 1, most, cancel), faults);
    }

    internal static Task<Results<Ok<GraphPart>, ProblemHttpResult>> Hierarchy(string intentId, [FromQuery] int? limit, OrganizationContext caller, GraphTraversal traversal, CancellationToken cancel) =>
        Answer(limit, most => traversal.Hierarchy(caller.OrganizationId, intentId, most, cancel));

    internal static Task<Results<Ok<GraphPart>, ProblemHttpResult>> StronglyConnected(string intentId, [FromQuery] int? limit, OrganizationContext caller, GraphTraversal traversal, CancellationToken cancel) =>
        Answer(limit, most => traversal.StronglyConnected(caller.OrganizationId, intentId, most, cancel));

    internal static Task<Results<Ok<GraphPart>, ProblemHttpResult>> HighWeight(
        string intentId, [FromQuery(Name = "min_weight")] double? minWeight, [FromQuery] int? limit, OrganizationContext caller, GraphTraversal traversal, CancellationToken cancel)
    {
        var faults = new Validation();
        faults.Require(minWeight is null or (>= 0.0 and <= 1.0), "min_weight", $"expected 0.0 to 1.0; came {minWeight}.");
        return Answer(limit, most => traversal.HighWeight(caller.OrganizationId, intentId, minWeight ?? 0.7, most, cancel), faults);
    }

    internal static async Task<Results<Ok<GraphPart>, ProblemHttpResult>> Order(string intentId, OrganizationContext caller, SubgoalOrder order, CancellationToken cancel) =>
        GraphAnswers.Ok(await order.Of(caller.OrganizationId, intentId, cancel));

    internal static async Task<Results<Ok<StrengthBetween>, ProblemHttpResult>> Strength([FromQuery] string from, [FromQuery] string to, OrganizationContext caller, GraphTraversal traversal, CancellationToken cancel) =>
        GraphAnswers.Ok((await traversal.Strength(caller.OrganizationId, from, to, cancel)).Select(strength => new StrengthBetween(from, to, strength)));

    internal static async Task<Results<Ok<Traversal.GraphPath>, ProblemHttpResult>> Path(
        [FromQuery] string from, [FromQuery] string to, [FromQuery(Name = "max_depth")] int? maxDepth, OrganizationContext caller, GraphTraversal traversal, CancellationToken cancel)
    {
        var faults = new Validation();
        faults.RequireRange(maxDepth ?? 10, "max_depth", 0, MostDepth);
        if (faults.Problem is { } invalid) return invalid;
        return GraphAnswers.Ok(await traversal.Path(caller.OrganizationId, from, to, maxDepth ?? 10, cancel));
    }

    private static async Task<Results<Ok<GraphPart>, ProblemHttpResult>> Answer(int? limit, Func<int, Task<Outcome<GraphPart>>> ask, Validation? faults = null)
    {
        faults ??= new Validation();
        faults.RequireRange(limit ?? GraphPaging.MaximumLimit, "limit", 1, GraphWalk.MostIntents);
        if (faults.Problem is { } invalid) return invalid;
        return GraphAnswers.Ok(await ask(limit ?? GraphPaging.MaximumLimit));
    }
}
