using IntentEngine.Hosting.Failures;
using IntentEngine.Hosting.Organizations;
using IntentEngine.Lineage.Similarity;
using IntentEngine.Lineage.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntentEngine.Lineage.Repair;

/// <summary><c>POST /executions/{id}/repair/suggest</c>: what might help, and what speaks for it. Starts nothing.</summary>
internal static class SuggestRepair
{
    public static async Task<Results<Ok<RepairProposal>, ProblemHttpResult>> Handle(
        string id, OrganizationContext organization, LineageDbContext db, RepairProposals proposals, CancellationToken cancel)
    {
        if (await FailureQueries.FindAsync(db, organization.OrganizationId, id, cancel) is not { } row) return Problems.NotFound($"Execution '{id}' is not known.");
        // 400 and not 409: the origin's answer (specification: semantics §3.5).
        if (!FailureStatus.IsFailure(row.Status)) return Problems.BadRequest($"Expected an execution that is failed or rolled_back; '{id}' is {row.Status}.");
        return TypedResults.Ok(await proposals.ForAsync(organization.OrganizationId, FailedExecution.Of(row), cancel));
    }
}
