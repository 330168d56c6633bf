namespace IntentEngine.Workflows.Api;

/// <summary>A workflow in a list.</summary>
public sealed record WorkflowSummary(Guid Id, Guid OrganizationId, string Name, string Status, string Phase, string CreatedBy, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt);
