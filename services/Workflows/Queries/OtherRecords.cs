using System.Net;

namespace IntentEngine.Workflows.Queries;

/// <summary>A row of <c>intent_approvals</c>, to be read.</summary>
internal sealed class ApprovalRecord
{
    public Guid WorkflowId { get; init; }
    public string ApprovalType { get; init; } = "";
    public int Round { get; init; }
    public string ApproverId { get; init; } = "";
    public string Decision { get; init; } = "";
    public Guid[] ApprovedItems { get; init; } = [];
    public Guid[] RejectedItems { get; init; } = [];
    public string? Feedback { get; init; }
    public DateTimeOffset ApprovedAt { get; init; }
}

/// <summary>A row of <c>intent_audit_log</c>, to be read.</summary>
internal sealed class AuditRecord
{
    public long Id { get; init; }
    public Guid WorkflowId { get; init; }
    public int? Transition { get; init; }
    public string ActorId { get; init; } = "";
    public string Action { get; init; } = "";
    public string Details { get; init; } = "{}";
    public IPAddress? IpAddress { get; init; }
    public string? UserAgent { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
}

/// <summary>A row of <c>articles</c>, to be read.</summary>
internal sealed class ArticleRecord
{
    public Guid Id { get; init; }
    public Guid IntentWorkflowId { get; init; }
    public Guid? ArticleWorkflowId { get; init; }
    public string Keyword { get; init; } = "";
    public string Title { get; init; } = "";
    public string Status { get; init; } = "";
    public string? Markdown { get; init; }
    public int? WordCount { get; init; }
    public string? Sources { get; init; }
    public string? Error { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset UpdatedAt { get; init; }
}

/// <summary>A row of <c>organization_profiles</c>, to be read.</summary>
internal sealed class ProfileRecord
{
    public Guid OrganizationId { get; init; }
    public string Profile { get; init; } = "{}";
    public string UpdatedBy { get; init; } = "";
    public DateTimeOffset UpdatedAt { get; init; }
}
