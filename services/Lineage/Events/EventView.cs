using System.Text.Json;

namespace IntentEngine.Lineage.Events;

/// <summary>One event of an execution, as lists, exports and live streams show it.</summary>
public sealed record EventView
{
    /// <summary>The execution.</summary>
    public required string ExecutionId { get; init; }

    /// <summary>Its correlation as it is now. Absent: no state of the execution is known yet.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>Place in the execution's own history, from 1, as its executor numbered it.</summary>
    public required int Sequence { get; init; }

    /// <summary>Id of the event; what is told twice has one id.</summary>
    public required Guid EventId { get; init; }

    /// <summary><c>execution_started</c>, <c>execution_completed</c>, <c>execution_failed</c> and the like for states; <c>step_start</c>, <c>file_changed</c>, <c>test_failed</c> and others besides.</summary>
    public required string Type { get; init; }

    /// <summary>When it happened (UTC).</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Place among all events of the organization, in the order in which they were recorded. Rises, with gaps.</summary>
    public required long Position { get; init; }

    /// <summary>One line for people.</summary>
    public required string Summary { get; init; }

    /// <summary>All else that was told.</summary>
    public required JsonElement Data { get; init; }
}
