using System.Globalization;
using IntentEngine.Lineage.Similarity;

namespace IntentEngine.Lineage.Repair;

/// <summary>Finds what repaired failures like one. Reads only.</summary>
/// <remarks>
/// Similar failures, then their completed descendants (the documented algorithm of the origin; specification: semantics §3.5). The shipped one, completed
/// executions that are alike themselves, is what remains when no similar failure was ever repaired.
/// </remarks>
internal sealed class RepairProposals(ErrorMeanings meanings, SimilarFailures similar, RepairHistory history, AlikeSuccesses successes)
{
    private const int MostCases = 10;

    /// <summary>The proposal for a failed execution of the organization.</summary>
    public async Task<RepairProposal> ForAsync(Guid organizationId, FailedExecution failed, CancellationToken cancel)
    {
        var fingerprint = failed.Fingerprint!.Value;
        var alike = await similar.FindAsync(organizationId, failed, await meanings.LikeAsync(organizationId, failed, cancel),
            new SimilarFailuresWanted(50, SimilarFailuresWanted.DefaultMinimum, SameCorrelation: true), cancel);
        var attempts = await history.AttemptsAsync(organizationId, [failed.Execution.ExecutionId, .. alike.Select(a => a.Execution.ExecutionId)], cancel);
        var outcomes = await history.OutcomesAsync(organizationId,
            [fingerprint, .. alike.Where(a => a.Tier != SimilarityTier.Paths).Select(a => a.Fingerprint).Where(f => f != fingerprint).Distinct().Take(5)], cancel);

        IEnumerable<RepairCase?> all =
        [
            RepairCases.Of(failed.Execution.ExecutionId, fingerprint, 1, [.. attempts[failed.Execution.ExecutionId]]),
            .. alike.Select(a => RepairCases.Of(a.Execution.ExecutionId, a.Fingerprint, a.Total, [.. attempts[a.Execution.ExecutionId]])),
        ];
        var cases = all.OfType<RepairCase>().ToList();
        string[] evidence = [.. cases.Where(c => c.Worked).Select(c => c.RepairedBy!).Distinct().Take(MostCases)];
        var fallback = evidence.Length == 0 ? await successes.FindAsync(organizationId, failed, cancel) : [];
        var best = Best(outcomes, fingerprint);
        return new RepairProposal
        {
            ExecutionId = failed.Execution.ExecutionId,
            Fingerprint = fingerprint,
            Summary = Summary(best, fingerprint, evidence, fallback),
            SuggestedKind = best?.Kind,
            Outcomes = outcomes,
            Cases = [.. cases.Where(c => c.Worked).Take(MostCases)],
            NegativeCases = [.. cases.Where(c => !c.Worked).Take(MostCases)],
            EvidenceExecutionIds = evidence.Length > 0 ? evidence : fallback,
        };
    }

    /// <summary>What worked with this very error goes before what worked with others.</summary>
    private static RepairOutcome? Best(IReadOnlyList<RepairOutcome> outcomes, string fingerprint) => outcomes
        .Where(o => o.Worked > 0)
        .OrderBy(o => o.Fingerprint == fingerprint ? 0 : 1)
        .ThenByDescending(o => WilsonBound.Lower(o.Worked, o.Tried))
        .ThenBy(o => o.Kind, StringComparer.Ordinal)
        .FirstOrDefault();

    private static string Summary(RepairOutcome? best, string fingerprint, string[] evidence, IReadOnlyList<string> fallback) => (best, evidence, fallback) switch
    {
        ({ } outcome, _, _) => string.Create(CultureInfo.InvariantCulture,
            $"A {outcome.Kind} completed {outcome.Worked} of {outcome.Tried} times after {(outcome.Fingerprint == fingerprint ? "this error" : "an error like this one")}; with 95 % confidence it works in at least {100 * outcome.LowerBound:0.#} % of cases."),
        (_, { Length: > 0 }, _) => "Similar failures were repaired after several attempts; see cases.",
        (_, _, { Count: > 0 }) => "No similar failure was repaired; the evidence are successful executions that touched mostly the same files.",
        _ => "No similar successful execution found.",
    };
}
