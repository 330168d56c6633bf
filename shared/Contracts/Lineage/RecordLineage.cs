using MassTransit;

namespace IntentEngine.Contracts.Lineage;

/// <summary>Command to Lineage: facts about executions and artifacts, many in one message.</summary>
/// <remarks>Facts may come twice and in any order; each carries what is needed to recognise that.</remarks>
[EntityName("lineage.record.v1")]
[MessageUrn("lineage:record:v1")]
public sealed record RecordLineage
{
    /// <summary>The queue it is sent to.</summary>
    public const string Queue = "lineage";

    /// <summary>Facts about executions.</summary>
    public IReadOnlyList<ExecutionFact> Executions { get; init; } = [];

    /// <summary>Facts about artifacts.</summary>
    public IReadOnlyList<ArtifactFact> Artifacts { get; init; } = [];

    /// <summary>What happened during executions besides their states.</summary>
    public IReadOnlyList<ExecutionEvent> Events { get; init; } = [];

    /// <summary>Who wants to hear by <see cref="LineageRecorded"/> that the facts are recorded. Null: nobody.</summary>
    public string? Sender { get; init; }

    /// <summary>What the sender may then forget; it is told the same numbers. Null without a sender.</summary>
    public IReadOnlyList<long>? Rows { get; init; }
}
