namespace IntentEngine.Lineage.Repair;

/// <summary>What might help a failed execution, and what speaks for it (seed 002, phase E). Nothing is started by asking.</summary>
public sealed record RepairProposal
{
    /// <summary>The failed execution.</summary>
    public required string ExecutionId { get; init; }

    /// <summary>Of its error.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>For people, in one or two sentences.</summary>
    public required string Summary { get; init; }

    /// <summary>The kind of repair with the best record, <c>retry</c> or <c>repair</c>. Absent: nothing has ever worked.</summary>
    public string? SuggestedKind { get; init; }

    /// <summary>How each kind fared with this error, first, and with the errors most like it.</summary>
    public required IReadOnlyList<RepairOutcome> Outcomes { get; init; }

    /// <summary>Similar failures that a later attempt repaired, the most similar first; at most 10.</summary>
    public required IReadOnlyList<RepairCase> Cases { get; init; }

    /// <summary>Similar failures that nothing repaired, the most similar first; at most 10.</summary>
    public required IReadOnlyList<RepairCase> NegativeCases { get; init; }

    /// <summary>Completed executions that speak for it: those that repaired similar failures; without any, those that touched mostly the same files.</summary>
    public required IReadOnlyList<string> EvidenceExecutionIds { get; init; }
}
