using IntentEngine.Lineage.Storage;

namespace IntentEngine.Lineage.Similarity;

/// <summary>The execution that others are compared with.</summary>
internal sealed record FailedExecution(ComparedExecution Execution, string CorrelationId, ErrorFingerprint? Fingerprint, IReadOnlySet<ulong> Shingles)
{
    /// <summary>Of any execution; one that did not fail has no fingerprint and is compared by its files alone.</summary>
    public static FailedExecution Of(ExecutionRecord row)
    {
        var fingerprint = FailureStatus.IsFailure(row.Status) ? ErrorFingerprint.Of(row.ErrorType, row.ErrorMessage, row.Name) : null;
        var compared = new ComparedExecution
        {
            ExecutionId = row.ExecutionId,
            Status = row.Status,
            Verdict = row.Verdict,
            Error = row.ErrorMessage ?? row.ErrorType,
            Paths = PathSets.Of(row.AffectedPaths),
            OrderedAt = row.OrderedAt,
        };
        return new FailedExecution(compared, row.EffectiveCorrelationId, fingerprint, fingerprint is null ? new HashSet<ulong>() : Similarity.Shingles.Of(fingerprint));
    }
}
