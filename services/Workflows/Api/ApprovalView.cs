using IntentEngine.Workflows.Queries;

namespace IntentEngine.Workflows.Api;

/// <summary>A decision as it is shown.</summary>
public sealed record ApprovalView
{
    /// <summary>What was decided on.</summary>
    public required string ApprovalType { get; init; }

    /// <summary>Which round, from 1.</summary>
    public required int Round { get; init; }

    /// <summary><c>approved</c> or <c>rejected</c>.</summary>
    public required string Decision { get; init; }

    /// <summary>Subject that decided.</summary>
    public required string ApproverId { get; init; }

    /// <summary>Approved items.</summary>
    public required IReadOnlyList<Guid> ApprovedItems { get; init; }

    /// <summary>Rejected items.</summary>
    public required IReadOnlyList<Guid> RejectedItems { get; init; }

    /// <summary>What was said.</summary>
    public string? Feedback { get; init; }

    /// <summary>When (UTC).</summary>
    public required DateTimeOffset DecidedAt { get; init; }

    internal static ApprovalView Of(ApprovalRecord record) => new()
    {
        ApprovalType = record.ApprovalType,
        Round = record.Round,
        Decision = record.Decision,
        ApproverId = record.ApproverId,
        ApprovedItems = record.ApprovedItems,
        RejectedItems = record.RejectedItems,
        Feedback = record.Feedback,
        DecidedAt = record.ApprovedAt,
    };
}
