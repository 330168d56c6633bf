using IntentEngine.Hosting.Authentication;
using IntentEngine.Hosting.Failures;
using IntentEngine.Hosting.Organizations;
using IntentEngine.Hosting.Requests;
using IntentEngine.Intents.Graph.Edges;
using IntentEngine.Intents.Graph.Model;
using IntentEngine.Intents.Graph.Search;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace IntentEngine.Intents.Graph.Api;

/// <summary><c>/api/intent-graph/edges</c>: add or change one, remove one, infer conflicts, and ask for them.</summary>
internal static class GraphEdges
{
    /// <summary>The answer to an inference.</summary>
    /// <param name="Added">The edges that were not there.</param>
    internal sealed record Inferred(IReadOnlyList<IntentEdge> Added);

    public static void MapGraphEdges(this IEndpointRouteBuilder graph)
    {
        graph.MapPost("/edges", Put).RequireAuthorization(Policies.Member)
            .WithName("PutGraphEdge").WithSummary("Add an edge (201), or give the one that is there a new weight and metadata (200)");
        graph.MapDelete("/edges", Remove).RequireAuthorization(Policies.Member)
            .WithName("RemoveGraphEdge").WithSummary("Remove the edge of this start, end and type");
        graph.MapPost("/edges/infer-conflicts", Infer).RequireAuthorization(Policies.Member)
            .WithName("InferGraphConflicts").WithSummary("Mark intents that both constrain max_cost below 10 as conflicting, where that is switched on");
        graph.MapPost("/edges/query", Query).RequireAuthorization(Policies.Any)
            .WithName("QueryGraphEdges").WithSummary("Edges by type, weight, metadata and ends");
    }

    internal static async Task<Results<Created<IntentEdge>, Ok<IntentEdge>, ProblemHttpResult>> Put(NewEdge body, OrganizationContext caller, EdgeChanges edges, IdempotencyFeature? key, CancellationToken cancel)
    {
        var faults = new Validation();
        if (EdgeRules.Check(body, "", faults) is not { } edge) return faults.Problem!;
        var outcome = await edges.Put(GraphAnswers.Request(caller, key), edge, cancel);
        if (outcome.Refusal is { } refusal) return GraphAnswers.Problem(refusal);
        return outcome.Value ? TypedResults.Created((string?)null, edge) : TypedResults.Ok(edge);
    }

    internal static async Task<Results<Ok<IntentEdge>, ProblemHttpResult>> Remove(
        [FromQuery] string from, [FromQuery] string to, [FromQuery(Name = "edge_type")] string edgeType, OrganizationContext caller, EdgeChanges edges, IdempotencyFeature? key, CancellationToken cancel)
    {
        var faults = new Validation();
        var type = EdgeRules.TypeOf(edgeType, "edge_type", faults);
        if (faults.Problem is { } invalid) return invalid;
        return GraphAnswers.Ok(await edges.Remove(GraphAnswers.Request(caller, key), from, to, type!.Value, cancel));
    }

    internal static async Task<Results<Ok<Inferred>, ProblemHttpResult>> Infer(OrganizationContext caller, ConflictInference inference, IdempotencyFeature? key, CancellationToken cancel)
    {
        var request = GraphAnswers.Request(caller, key);
        var outcome = await inference.Infer(request, added => request.Remember(StatusCodes.Status200OK, new Inferred(added)), cancel);
        return GraphAnswers.Ok(outcome.Select(added => new Inferred(added)));
    }

    internal static async Task<Results<Ok<EdgeList>, ProblemHttpResult>> Query(EdgeQueryBody body, OrganizationContext caller, EdgeQueries edges, CancellationToken cancel)
    {
        var faults = new Validation();
        var query = body.Check(faults);
        if (faults.Problem is { } invalid) return invalid;
        return TypedResults.Ok(await edges.Run(caller.OrganizationId, query, cancel));
    }
}
