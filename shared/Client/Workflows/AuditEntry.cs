using System.Text.Json;

namespace IntentEngine.Client.Workflows;

/// <summary>One row of the audit log.</summary>
public sealed record AuditEntry
{
    /// <summary>Grows with time.</summary>
    public required long Id { get; init; }

    /// <summary>The workflow.</summary>
    public required Guid WorkflowId { get; init; }

    /// <summary>What happened, e.g. <c>step_completed</c>.</summary>
    public required string Action { get; init; }

    /// <summary>Subject that did it; <c>system</c> for the engine itself.</summary>
    public required string ActorId { get; init; }

    /// <summary>Particulars, a JSON object.</summary>
    public required JsonElement Details { get; init; }

    /// <summary>Which change of the workflow it belongs to, from 1. Null: nothing changed (a refusal).</summary>
    public int? Transition { get; init; }

    /// <summary>Address of the caller.</summary>
    public string? IpAddress { get; init; }

    /// <summary>Program of the caller.</summary>
    public string? UserAgent { get; init; }

    /// <summary>When (UTC).</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}
