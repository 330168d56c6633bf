namespace IntentEngine.Client.Workflows;

/// <summary>A workflow in a list; its members are those of <see cref="Workflow"/>.</summary>
public sealed record WorkflowSummary(Guid Id, Guid OrganizationId, string Name, string Status, string Phase, string CreatedBy, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt);
