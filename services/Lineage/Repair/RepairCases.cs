using IntentEngine.Lineage.Similarity;

namespace IntentEngine.Lineage.Repair;

/// <summary>Reads a case out of the attempts after a failure. Pure.</summary>
internal static class RepairCases
{
    /// <summary>The case of one failure; null when nothing was tried, or nothing tried has ended.</summary>
    /// <param name="failure">The failure.</param>
    /// <param name="fingerprint">Of its error.</param>
    /// <param name="similarity">How alike it is, 0 to 1.</param>
    /// <param name="attempts">What was tried, nearest first.</param>
    public static RepairCase? Of(string failure, string fingerprint, double similarity, IReadOnlyList<Attempt> attempts)
    {
        var worked = attempts.FirstOrDefault(a => a.Status == "completed");
        var failed = attempts.Where(a => FailureStatus.IsFailure(a.Status)).ToList();
        if ((worked ?? failed.LastOrDefault()) is not { } end) return null;
        var chain = Chain(failure, end, attempts);
        return new RepairCase(failure, fingerprint, Math.Round(similarity, 3), worked is not null, end.Kind, worked?.ExecutionId, chain,
            [.. failed.Where(a => worked is null || a.OrderedAt <= worked.OrderedAt).Select(a => a.ExecutionId)]);
    }

    private static List<string> Chain(string failure, Attempt end, IReadOnlyList<Attempt> attempts)
    {
        var byId = attempts.ToDictionary(a => a.ExecutionId, StringComparer.Ordinal);
        var chain = new List<string>();
        for (Attempt? at = end; at is not null && !chain.Contains(at.ExecutionId); at = byId.GetValueOrDefault(at.ParentId)) chain.Add(at.ExecutionId);
        chain.Add(failure);
        chain.Reverse();
        return chain;
    }
}
