using System.Text.Json;
using IntentEngine.Workflows.Steps;

namespace IntentEngine.Workflows.Saga;

/// <summary>Somebody asks for a new workflow. Its id is the asker's, so asking again finds the same one.</summary>
public sealed record WorkflowSubmitted
{
    public required Guid WorkflowId { get; init; }
    public required Guid OrganizationId { get; init; }
    public required string Definition { get; init; }
    public required int DefinitionVersion { get; init; }
    public required string Name { get; init; }
    public required WorkflowInput Input { get; init; }
    public required Actor Actor { get; init; }
    public Guid? ParentWorkflowId { get; init; }
    public string? Correlation { get; init; }
    public string? ParentExecution { get; init; }
    public string? ParentArtifact { get; init; }
    public string? IntentId { get; init; }
}

/// <summary>The handler of a run finished its work.</summary>
public sealed record StepSucceeded(Guid WorkflowId, Guid Run, string Output, decimal CostUsd, DateTimeOffset StartedAt);

/// <summary>The handler of a run handed its work to others.</summary>
public sealed record StepDelegated(Guid WorkflowId, Guid Run, string Output, IReadOnlyList<DelegatedPiece> Work, DateTimeOffset StartedAt);

/// <summary>One piece of delegated work with the token that finds it again.</summary>
public sealed record DelegatedPiece(string Token, string IntentId, DelegatedWork Work, string Context);

/// <summary>The handler of a run cannot start without something a person must give.</summary>
public sealed record StepBlocked(Guid WorkflowId, Guid Run, string Reason, string RequiredAction);

/// <summary>A run failed.</summary>
public sealed record StepFailed(Guid WorkflowId, Guid Run, string ErrorType, string Message, bool IsTransient, TimeSpan? RetryAfter, decimal CostUsd, DateTimeOffset StartedAt);

/// <summary>A piece of delegated work ended.</summary>
public sealed record WorkSettled(Guid WorkflowId, string Token, bool Done, string? Reason);

/// <summary>A person wants a step to run.</summary>
public sealed record StepRequested(Guid WorkflowId, int Step, JsonElement? Input, bool ForceRetry, Actor Actor);

/// <summary>Somebody wants a failed execution of the workflow repaired, through Lineage.</summary>
public sealed record RepairRequested(Guid WorkflowId, Guid RepairId, string ExecutionId, string Kind, JsonElement? Input, string? Reason, Actor Actor);

/// <summary>A person approves what a step proposed; <paramref name="StepRound"/> says which version of it was shown.</summary>
public sealed record ApprovalGiven(Guid WorkflowId, string ApprovalType, int StepRound, IReadOnlyList<Guid> Approved, IReadOnlyList<Guid> Rejected, string? Feedback, Actor Actor);

/// <summary>A person sends the workflow back to an earlier step.</summary>
public sealed record SendBackRequested(Guid WorkflowId, string Reason, int RevisionStep, Actor Actor);

/// <summary>A person, or the parent workflow, stops the workflow.</summary>
/// <remarks><paramref name="OutstandingIntents"/> is read while the workflow holds still: a list made before would miss what was handed out meanwhile.</remarks>
public sealed record CancellationRequested(Guid WorkflowId, string Reason, Actor Actor, Func<Task<IReadOnlyList<string>>> OutstandingIntents);

/// <summary>The wait for an approval is over.</summary>
public sealed record ApprovalExpired(Guid WorkflowId, string ApprovalType, int Round);

/// <summary>What a blocked step was missing may be there now.</summary>
public sealed record BlockedResumed(Guid WorkflowId);
