namespace IntentEngine.Client.Workflows;

/// <summary>A workflow that was sent back.</summary>
/// <param name="WorkflowId">The workflow.</param>
/// <param name="Status">The step it starts again from.</param>
/// <param name="ResetReason">The reason given.</param>
public sealed record RejectionResult(Guid WorkflowId, string Status, string ResetReason);
