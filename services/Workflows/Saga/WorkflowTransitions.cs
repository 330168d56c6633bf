using IntentEngine.Contracts.Workflows;
using IntentEngine.Messaging.Database;
using IntentEngine.Workflows.Audit;
using IntentEngine.Workflows.Definitions;

namespace IntentEngine.Workflows.Saga;

/// <summary>Changes of a workflow that several verbs share.</summary>
internal static class WorkflowTransitions
{
    /// <summary>Time past a step's limit before it counts as stuck.</summary>
    public static readonly TimeSpan StuckAfter = TimeSpan.FromSeconds(60);

    public static void Audit(this WorkflowState w, string action, Actor actor, object details) => w.Change.Audit.Add(new AuditEntry(action, actor, details));

    /// <summary>The current step's row with a new status.</summary>
    public static StepRow Row(this WorkflowState w, WorkflowDefinition definition, string status) => new()
    {
        Number = w.Step,
        Round = w.Data.RoundOf(w.Step),
        Name = definition.Steps[w.Step].Name,
        Status = status,
        RetryCount = w.Data.Retries,
        MaxRetries = definition.Steps[w.Step].Retry.MaxRetries,
    };

    public static void MoveTo(this WorkflowState w, int step, WorkflowDefinition definition)
    {
        w.Step = step;
        w.Status = definition.Steps[step].Name;
        w.Data.Attempt = 1;
        w.Data.Retries = 0;
        w.Data.RetryOf = null;
        w.Data.RetryKind = null;
        w.Data.ManualInput = null;
    }

    /// <summary>Sends an attempt at the current step on its way, now or later.</summary>
    public static void Start(this WorkflowState w, UnitOfWork unit, WorkflowDefinition definition, DateTimeOffset? due,
        string? errorType = null, string? error = null, decimal? costUsd = null, Actor? actor = null)
    {
        var step = definition.Steps[w.Step];
        var begins = due ?? unit.Now;
        w.Data.Run = Guid.NewGuid();
        w.Data.RunStartedAt = begins;
        w.Deadline = begins + step.TimeLimit + StuckAfter;
        w.Unblock();
        w.Change.Steps.Add(w.Row(definition, due is null ? "running" : "pending") with
        {
            Run = w.Data.Run,
            Input = w.Data.ManualInput,
            StartedAt = begins,
            NextAttemptAt = due,
            ErrorType = errorType,
            ErrorMessage = error,
            CostUsd = costUsd,
        });
        w.Audit(AuditActions.StepStarted, actor ?? Actor.System, new { step_number = w.Step, step_name = step.Name, attempt = w.Data.Attempt, due });
        w.RecordExecution(definition, due is null ? "running" : "pending", unit.Now, begins);
        unit.Send(RunStep.Queue, new RunStep
        {
            OrganizationId = w.OrganizationId,
            WorkflowId = w.CorrelationId,
            Step = w.Step,
            Run = w.Data.Run,
            Version = w.Version + 1,
        }, due);
    }

    /// <summary>Keeps the current step's output. Null output: it is stored already.</summary>
    public static void Complete(this WorkflowState w, UnitOfWork unit, WorkflowDefinition definition, string? output, decimal costUsd, DateTimeOffset? startedAt)
    {
        w.Deadline = null;
        w.Data.Completed.Add(w.Step);
        w.Data.CostUsd += costUsd;
        w.Change.Steps.Add(w.Row(definition, "completed") with { Output = output, StartedAt = startedAt, CompletedAt = unit.Now, CostUsd = costUsd });
        w.Audit(AuditActions.StepCompleted, Actor.System, new { step_number = w.Step, step_name = definition.Steps[w.Step].Name, attempt = w.Data.Attempt });
        w.RecordExecution(definition, "completed", unit.Now, startedAt, costUsd: costUsd);
        w.RecordArtifact(definition, unit.Now);
    }

    public static void Fail(this WorkflowState w, UnitOfWork unit, WorkflowDefinition definition, string errorType, string error, decimal costUsd, DateTimeOffset? startedAt)
    {
        w.Data.CostUsd += costUsd;
        w.Change.Steps.Add(w.Row(definition, "failed") with { ErrorType = errorType, ErrorMessage = error, StartedAt = startedAt, CompletedAt = unit.Now, CostUsd = costUsd });
        w.Audit(AuditActions.StepFailed, Actor.System, new { step_number = w.Step, error_type = errorType, error, total_attempts = w.Data.Attempt });
        w.Audit(AuditActions.WorkflowFailed, Actor.System, new { step_number = w.Step, error });
        w.RecordExecution(definition, "failed", unit.Now, startedAt, errorType, error, costUsd);
        w.RepeatLater();
        w.End(unit, "failed", error);
    }

    /// <summary>The next attempt repeats this one, which was told to Lineage with what it repeats itself.</summary>
    public static void RepeatLater(this WorkflowState w)
    {
        w.Data.RetryOf = w.Data.Run;
        w.Data.RetryKind = null;
    }

    /// <summary>The end, or in the case of failure the present end, of the workflow.</summary>
    public static void End(this WorkflowState w, UnitOfWork unit, string status, string? reason)
    {
        w.Deadline = null;
        w.Status = status;
        w.Data.EndReason = reason;
        w.RecordWorkflow(status, unit.Now, reason);
        // Nobody but the executors of intents and child workflows waits for this; top-level workflows are read over HTTP.
        if (w.ParentWorkflowId is not null || w.Data.IntentId is not null)
            unit.Publish(new WorkflowEnded { OrganizationId = w.OrganizationId, WorkflowId = w.CorrelationId, Definition = w.Definition, Status = status, Reason = reason });
    }

    /// <summary>A failed workflow goes on: it has no end any more, and Lineage is told.</summary>
    public static void Revive(this WorkflowState w, UnitOfWork unit)
    {
        if (w.CurrentState != nameof(WorkflowStateMachine.Failed)) return;
        w.Data.EndReason = null;
        w.RecordWorkflow("running", unit.Now);
    }

    public static void Unblock(this WorkflowState w)
    {
        w.Data.BlockedReason = null;
        w.Data.RequiredAction = null;
        w.Data.IsApprovalExpired = false;
    }

    public static void StopApprovalTimer(this WorkflowState w, UnitOfWork unit)
    {
        if (w.Data.ApprovalTimer is { } timer) unit.CancelTimer(timer);
        w.Data.ApprovalTimer = null;
    }
}
