using IntentEngine.Hosting.Authentication;
using IntentEngine.Hosting.Failures;
using IntentEngine.Hosting.OpenApi;
using IntentEngine.Hosting.Organizations;
using IntentEngine.Intents.Graph.Audit;
using IntentEngine.Intents.Graph.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace IntentEngine.Intents.Graph.Api;

/// <summary><c>GET /api/intent-graph/audit</c> reads the chain, <c>…/audit/verify</c> recomputes it.</summary>
internal static class GraphAudit
{
    /// <summary>Longest time that a verification may take, in milliseconds: five minutes, for chains of millions.</summary>
    internal const int LongestVerification = 300_000;

    /// <summary>Sealed changes in the order of the chain.</summary>
    /// <param name="Entries">At most the limit.</param>
    /// <param name="Next">The after of the next page. Null: this was the last so far.</param>
    internal sealed record Page(IReadOnlyList<AuditEntry> Entries, long? Next);

    public static void MapGraphAudit(this IEndpointRouteBuilder graph)
    {
        graph.MapGet("/audit", List).RequireAuthorization(Policies.Admin).WithName("GraphAudit").WithSummary("The audit chain of the graph, in its order").WithProblems(StatusCodes.Status409Conflict);
        graph.MapGet("/audit/verify", Verify).RequireAuthorization(Policies.Admin).WithMetadata(new RequestTimeoutAttribute(LongestVerification)).WithName("VerifyGraphAudit").WithSummary("Recompute the audit chain; names the first row that does not hold").WithProblems(StatusCodes.Status409Conflict);
    }

    internal static async Task<Results<Ok<Page>, ProblemHttpResult>> List(
        [FromQuery] long? after, [FromQuery] int? limit, OrganizationContext caller, AuditEntries entries, IGraphStore store, CancellationToken cancel)
    {
        var faults = new Validation();
        faults.RequireRange(after ?? -1, "after", -1, long.MaxValue);
        faults.RequireRange(limit ?? GraphPaging.DefaultLimit, "limit", 1, GraphPaging.MaximumLimit);
        if (faults.Problem is { } invalid) return invalid;
        if (Elsewhere(store) is { } refusal) return refusal;
        var wanted = limit ?? GraphPaging.DefaultLimit;
        var read = await entries.After(caller.OrganizationId, after ?? -1, wanted + 1, cancel);
        return TypedResults.Ok(read.Count > wanted ? new Page(read[..wanted], read[wanted - 1].Index) : new Page(read, null));
    }

    internal static async Task<Results<Ok<AuditVerdict>, ProblemHttpResult>> Verify(OrganizationContext caller, AuditVerification verification, IGraphStore store, CancellationToken cancel) =>
        Elsewhere(store) is { } refusal ? refusal : TypedResults.Ok(await verification.Verify(caller.OrganizationId, cancel));

    // Other backends keep the history; what could be rewritten with it would be no chain.
    private static ProblemHttpResult? Elsewhere(IGraphStore store) => store.Backend == "postgres"
        ? null
        : Problems.Conflict($"The audit chain is kept with the backend postgres; the graph is in '{store.Backend}'. The history of each intent is at /api/intent-graph/intents/ID/history.");
}
