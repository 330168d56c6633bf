using IntentEngine.Hosting.Authentication;
using IntentEngine.Hosting.Organizations;
using IntentEngine.Hosting.Requests;
using IntentEngine.Intents.Graph.Subgraphs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace IntentEngine.Intents.Graph.Api;

/// <summary><c>/api/intent-graph/subgraphs</c>: take a part of the graph as a file, and merge one into it.</summary>
internal static class GraphSubgraphs
{
    /// <summary>Largest file, in bytes: 32 MiB.</summary>
    internal const long LargestFile = 32 * 1024 * 1024;

    /// <summary>Longest time that merging one may take, in milliseconds: a minute.</summary>
    internal const int LongestRestore = 60_000;

    public static void MapGraphSubgraphs(this IEndpointRouteBuilder graph)
    {
        graph.MapGet("/subgraphs/from-root/{intentId}", FromRoot).WithName("SubgraphFromRoot").WithSummary("A root, all its parts, and their direct neighbours");
        graph.MapGet("/subgraphs/from-child/{intentId}", FromChild).WithName("SubgraphFromChild").WithSummary("An intent and all that it is part of");
        graph.MapPost("/subgraphs/restore", Restore).RequireAuthorization(Policies.Admin)
            .WithMetadata(new RequestSizeLimitAttribute(LargestFile)).WithMetadata(new RequestTimeoutAttribute(LongestRestore))
            .WithName("RestoreSubgraph").WithSummary("Merge a subgraph into the graph: its intents and edges as the file has them, all else untouched");
    }

    internal static async Task<Results<Ok<SubgraphFile>, ProblemHttpResult>> FromRoot(string intentId, OrganizationContext caller, SubgraphCollection subgraphs, CancellationToken cancel) =>
        GraphAnswers.Ok(await subgraphs.FromRoot(caller.OrganizationId, intentId, cancel));

    internal static async Task<Results<Ok<SubgraphFile>, ProblemHttpResult>> FromChild(string intentId, OrganizationContext caller, SubgraphCollection subgraphs, CancellationToken cancel) =>
        GraphAnswers.Ok(await subgraphs.FromChild(caller.OrganizationId, intentId, cancel));

    internal static async Task<Results<Ok<SubgraphRestore.Result>, ProblemHttpResult>> Restore(SubgraphFile body, OrganizationContext caller, SubgraphRestore restore, IdempotencyFeature? key, CancellationToken cancel) =>
        GraphAnswers.Ok(await restore.Merge(GraphAnswers.Request(caller, key), body, cancel));
}
