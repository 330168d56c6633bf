namespace IntentEngine.Workflows.Queries;

/// <summary>A row of <c>intent_workflows</c>, to be read.</summary>
internal sealed class WorkflowRecord
{
    public Guid Id { get; init; }
    public Guid OrganizationId { get; init; }
    public string Name { get; init; } = "";
    public string Definition { get; init; } = "";
    public int DefinitionVersion { get; init; }
    public string Status { get; init; } = "";
    public string Phase { get; init; } = "";
    public int Step { get; init; }
    public int Version { get; init; }
    public string CreatedBy { get; init; } = "";
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset UpdatedAt { get; init; }
    public string CorrelationId { get; init; } = "";
    public Guid? ParentWorkflowId { get; init; }
    public string? ApprovedBy { get; init; }
    public DateTimeOffset? ApprovedAt { get; init; }
    public string? ApprovalFeedback { get; init; }
    public DateTimeOffset? RejectedAt { get; init; }
    public string? RejectionReason { get; init; }
    public string Data { get; init; } = "{}";
}
