using System.Text.Json;
using IntentEngine.Contracts;
using IntentEngine.Workflows.Definitions;
using IntentEngine.Workflows.Queries;
using IntentEngine.Workflows.Saga;

namespace IntentEngine.Workflows.Api;

/// <summary>A workflow as <c>GET /api/intent-workflows/{id}</c> shows it (seed 004 §3.1 and appendix A).</summary>
public sealed record WorkflowView
{
    /// <summary>The workflow.</summary>
    public required Guid Id { get; init; }

    /// <summary>Whose it is.</summary>
    public required Guid OrganizationId { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Name of its definition, <c>content</c> or <c>article</c>.</summary>
    public required string Definition { get; init; }

    /// <summary>The step it is at (<c>step_0_auth</c> …), or <c>completed</c>, <c>failed</c>, <c>cancelled</c>.</summary>
    public required string Status { get; init; }

    /// <summary><c>running</c>, <c>retrying</c>, <c>delegating</c>, <c>awaiting_approval</c>, <c>blocked</c>, <c>failed</c>, <c>completed</c> or <c>cancelled</c>.</summary>
    public required string Phase { get; init; }

    /// <summary>Completed steps of all, in percent.</summary>
    public required int ProgressPercentage { get; init; }

    /// <summary>The steps that have begun, with their current outputs.</summary>
    public required IReadOnlyList<StepView> Steps { get; init; }

    /// <summary>The step it is at. Null: it has ended.</summary>
    public StepView? CurrentStep { get; init; }

    /// <summary><c>pending</c>, <c>approved</c> or <c>rejected</c>: the latest decision, or that one is still to come.</summary>
    public required string ApprovalStatus { get; init; }

    /// <summary>The approval it waits for. Null: none.</summary>
    public string? AwaitingApproval { get; init; }

    /// <summary>Why it is blocked.</summary>
    public string? BlockedReason { get; init; }

    /// <summary>What to do about it.</summary>
    public string? RequiredAction { get; init; }

    /// <summary>Why it failed or was cancelled.</summary>
    public string? EndReason { get; init; }

    /// <summary>Decisions so far.</summary>
    public required IReadOnlyList<ApprovalView> Approvals { get; init; }

    /// <summary>What providers charged, in US dollars.</summary>
    public required decimal CostUsd { get; init; }

    /// <summary>Correlation of its executions: <c>GET /api/executions/correlation/{id}</c>.</summary>
    public required string CorrelationId { get; init; }

    /// <summary>The workflow that caused it.</summary>
    public Guid? ParentWorkflowId { get; init; }

    /// <summary>Subject that created it.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>When (UTC).</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it changed last (UTC).</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    internal static WorkflowView Of(WorkflowRecord record, WorkflowDefinition definition, IReadOnlyList<StepRecord> steps, IReadOnlyList<ApprovalRecord> approvals)
    {
        var data = JsonSerializer.Deserialize<WorkflowData>(record.Data, ContractJson.Options)!;
        var current = steps.Where(s => s.SupersededAt is null).OrderBy(s => s.StepNumber).Select(StepView.Of).ToList();
        var awaiting = record.Phase == nameof(WorkflowStateMachine.AwaitingApproval) || data.IsApprovalExpired ? definition.Steps[record.Step].Approval?.Type : null;
        var hasEnded = record.Status is "completed" or "cancelled" or "failed";
        return new WorkflowView
        {
            Id = record.Id,
            OrganizationId = record.OrganizationId,
            Name = record.Name,
            Definition = record.Definition,
            Status = record.Status,
            Phase = JsonNamingPolicy.SnakeCaseLower.ConvertName(record.Phase),
            ProgressPercentage = 100 * data.Completed.Count / definition.Steps.Count,
            Steps = current,
            CurrentStep = hasEnded ? null : current.FirstOrDefault(s => s.StepNumber == record.Step),
            ApprovalStatus = awaiting is not null ? "pending" : approvals.Count == 0 ? "pending" : approvals.MaxBy(a => a.ApprovedAt)!.Decision,
            AwaitingApproval = awaiting,
            BlockedReason = data.BlockedReason,
            RequiredAction = data.RequiredAction,
            EndReason = data.EndReason,
            Approvals = [.. approvals.OrderBy(a => a.ApprovedAt).Select(ApprovalView.Of)],
            CostUsd = data.CostUsd,
            CorrelationId = record.CorrelationId,
            ParentWorkflowId = record.ParentWorkflowId,
            CreatedBy = record.CreatedBy,
            CreatedAt = record.CreatedAt,
            UpdatedAt = record.UpdatedAt,
        };
    }
}
