namespace IntentEngine.Client.Workflows;

/// <summary>A workflow that was stopped for good.</summary>
/// <param name="WorkflowId">The workflow.</param>
/// <param name="Status"><c>cancelled</c>.</param>
public sealed record CancellationResult(Guid WorkflowId, string Status);
