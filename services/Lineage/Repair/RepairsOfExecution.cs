using IntentEngine.Hosting.Failures;
using IntentEngine.Hosting.Organizations;
using IntentEngine.Lineage.Similarity;
using IntentEngine.Lineage.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntentEngine.Lineage.Repair;

/// <summary><c>GET /executions/{id}/repairs</c>: what was asked for, and what was tried with this kind of error.</summary>
internal static class RepairsOfExecution
{
    /// <summary>The repairs of one execution.</summary>
    /// <param name="ExecutionId">The execution.</param>
    /// <param name="Requests">Requests to repair it, newest first; at most 100.</param>
    /// <param name="Fingerprint">Of its error. Absent: it did not fail.</param>
    /// <param name="Outcomes">How each kind of repair fared with this error.</param>
    /// <param name="Case">What was tried after this very failure. Absent: nothing, or nothing has ended.</param>
    public sealed record Response(string ExecutionId, IReadOnlyList<RequestedRepair> Requests, string? Fingerprint, IReadOnlyList<RepairOutcome> Outcomes, RepairCase? Case);

    public static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        string id, OrganizationContext organization, LineageDbContext db, RepairLog log, RepairHistory history, CancellationToken cancel)
    {
        if (await FailureQueries.FindAsync(db, organization.OrganizationId, id, cancel) is not { } row) return Problems.NotFound($"Execution '{id}' is not known.");
        var requests = await log.OfAsync(organization.OrganizationId, id, cancel);
        if (FailedExecution.Of(row).Fingerprint?.Value is not { } fingerprint) return TypedResults.Ok(new Response(id, requests, null, [], null));
        var attempts = await history.AttemptsAsync(organization.OrganizationId, [id], cancel);
        return TypedResults.Ok(new Response(id, requests, fingerprint, await history.OutcomesAsync(organization.OrganizationId, [fingerprint], cancel), RepairCases.Of(id, fingerprint, 1, [.. attempts[id]])));
    }
}
