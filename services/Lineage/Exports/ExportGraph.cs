using IntentEngine.Lineage.OpenLineage;

namespace IntentEngine.Lineage.Exports;

/// <summary>A part of the lineage, as every export format writes it. All lists are ordered, so that the same graph gives the same text.</summary>
internal sealed record ExportGraph
{
    public required Guid OrganizationId { get; init; }

    public required IReadOnlyList<Execution> Executions { get; init; }

    public required IReadOnlyList<Dataset> Datasets { get; init; }

    /// <summary>An execution read a dataset.</summary>
    public required IReadOnlyList<Use> Used { get; init; }

    /// <summary>An execution wrote a dataset.</summary>
    public required IReadOnlyList<Use> Generated { get; init; }

    /// <summary>An artifact was made from another.</summary>
    public required IReadOnlyList<Derivation> Derived { get; init; }

    /// <summary>False: there is more beyond the depth or the largest number of nodes.</summary>
    public required bool Complete { get; init; }

    /// <summary>An execution or a run.</summary>
    /// <param name="Job">What was executed: a job of an OpenLineage client, or a step of ours.</param>
    internal sealed record Execution(
        string Id, NodeName Job, string Status, string TriggerKind, string? ParentId, string CorrelationId, int Attempt,
        DateTimeOffset? StartedAt, DateTimeOffset? CompletedAt, DateTimeOffset UpdatedAt, string? Error)
    {
        /// <summary>Whether it repeats its parent instead of being a part of it.</summary>
        public bool RepeatsParent => ParentId is not null && TriggerKind is "retry" or "repair";
    }

    /// <summary>An artifact, or a dataset of an OpenLineage client.</summary>
    /// <param name="Type">Type of the artifact; null: not ours.</param>
    /// <param name="State">State of the artifact; null: not ours.</param>
    internal sealed record Dataset(NodeName Name, string? Type, string? State);

    /// <summary>Between an execution and a dataset.</summary>
    internal sealed record Use(string ExecutionId, NodeName Dataset);

    /// <summary>Between two datasets.</summary>
    internal sealed record Derivation(NodeName Child, NodeName Parent);
}
