using IntentEngine.Lineage.Traversal;

namespace IntentEngine.Lineage.Executions.Anomalies;

/// <summary>Anomalies of the executions that one page examined, newest first. A page may be empty and have a next one.</summary>
public sealed record AnomalyPage
{
    /// <summary>What was found.</summary>
    public required IReadOnlyList<Anomaly> Anomalies { get; init; }

    /// <summary>How many executions were examined for this page, at most 10000.</summary>
    public required int Examined { get; init; }

    /// <summary>Whether all was examined, with this page and those before it.</summary>
    public required bool Complete { get; init; }

    /// <summary><c>nodes</c>: there are more to examine, or lines of parents were too long to look for circles in them. Absent when complete.</summary>
    public Limit? TruncatedBy { get; init; }

    /// <summary>Send it as <c>cursor</c> to go on. Absent: this is the last page.</summary>
    public string? NextCursor { get; init; }
}
