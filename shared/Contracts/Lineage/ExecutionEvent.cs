using System.Text.Json;

namespace IntentEngine.Contracts.Lineage;

/// <summary>Something that happened during an execution and is not a state of it: a step began, a file was changed, a test failed (seed 002, phase B).</summary>
/// <remarks>
/// Known types and what their data holds are listed in docs/lineage.md; other types are kept just the same. States are told by <see cref="ExecutionFact"/>.
/// May come twice, in any order, and before anything else is known of the execution.
/// </remarks>
public sealed record ExecutionEvent
{
    /// <summary>Id of the event, the same whenever it is told again, with the same <see cref="Sequence"/> and <see cref="At"/>.</summary>
    public required Guid EventId { get; init; }

    /// <summary>Whose execution it is.</summary>
    public required Guid OrganizationId { get; init; }

    /// <summary>The execution.</summary>
    public required string ExecutionId { get; init; }

    /// <summary>Place in the execution's own history, from 1, numbered together with its facts by whoever executes.</summary>
    public required int Sequence { get; init; }

    /// <summary>What happened, snake_case, e.g. <c>step_start</c>, <c>file_changed</c>, <c>test_failed</c>, <c>health_check_failed</c>.</summary>
    public required string Type { get; init; }

    /// <summary>When it happened (UTC).</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What belongs to the type, a JSON object. Null: nothing.</summary>
    public JsonElement? Data { get; init; }
}
