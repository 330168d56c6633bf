namespace IntentEngine.Lineage.Executions.Anomalies;

/// <summary>Something that is wrong at one execution.</summary>
public sealed record Anomaly
{
    /// <summary>What.</summary>
    public required AnomalyKind Kind { get; init; }

    /// <summary>Where.</summary>
    public required string ExecutionId { get; init; }

    /// <summary>Its correlation.</summary>
    public required string CorrelationId { get; init; }

    /// <summary>Its parent, known or not. Absent: it names none.</summary>
    public string? ParentExecutionId { get; init; }

    /// <summary>Of a cycle, its members from this one up, at most 100. Of several roots, the earliest one. Else absent.</summary>
    public IReadOnlyList<string>? Others { get; init; }
}
