namespace IntentEngine.Client.Workflows;

/// <summary>A workflow that was accepted.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Status">The step it is at.</param>
/// <param name="CreatedAt">When it was created (UTC).</param>
public sealed record StartedWorkflow(Guid Id, string Status, DateTimeOffset CreatedAt);
