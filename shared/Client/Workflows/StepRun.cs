using System.Text.Json;

namespace IntentEngine.Client.Workflows;

/// <summary>Answer to a step triggered by hand.</summary>
public sealed record StepRun
{
    /// <summary>Id of the step.</summary>
    public required Guid StepId { get; init; }

    /// <summary><c>running</c>, <c>completed</c> or <c>blocked</c>.</summary>
    public required string Status { get; init; }

    /// <summary>Why it is blocked.</summary>
    public string? BlockedReason { get; init; }

    /// <summary>Its output when it is completed.</summary>
    public JsonElement? OutputData { get; init; }
}
