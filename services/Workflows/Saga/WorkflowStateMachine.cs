using IntentEngine.Workflows.Definitions;
using MassTransit;

namespace IntentEngine.Workflows.Saga;

/// <summary>Any gated workflow, from its first step to its end. Read the constructor as the specification; the verbs are in <see cref="WorkflowSteps"/>.</summary>
/// <remarks>
/// States are phases, the same for every definition; which step a workflow is at is data. Every event is handled or ignored in
/// every state (docs/states.md is generated from here). An event for an unknown workflow is dropped: the asker gets no reply.
/// </remarks>
public sealed class WorkflowStateMachine : MassTransitStateMachine<WorkflowState>
{
    public WorkflowStateMachine(WorkflowDefinitions definitions)
    {
        Definitions = definitions;
        InstanceState(x => x.CurrentState);
        CorrelateEvents();

        Initially(
            When(WorkflowSubmitted).Accept(this).EnterStep(this));

        // Asking again for the same workflow finds it.
        DuringAny(
            When(WorkflowSubmitted).ReplyAccepted());

        // A result counts once, and only for the attempt that is current.
        During([Running, Retrying],
            When(StepSucceeded, IsCurrentRun).KeepOutput(this).LeaveStep(this),
            When(StepDelegated, IsCurrentRun).HandOutWork(this).TransitionTo(Delegating),
            When(StepBlocked, IsCurrentRun).Block(this).TransitionTo(Blocked),
            When(StepFailed, IsCurrentRun)
                .IfElse(CanRetry,
                    retry => retry.ScheduleRetry(this).TransitionTo(Retrying),
                    give => give.FailWorkflow(this).TransitionTo(Failed)));

        // Delegated work is settled piece by piece; the step is done with the last one, and failed only when all of it failed.
        During(Delegating,
            When(WorkSettled)
                .SettleWork(this)
                .If(NothingOutstanding, last => last
                    .IfElse(AnyWorkDone,
                        done => done.CompleteDelegatedStep(this).LeaveStep(this),
                        none => none.FailDelegatedStep(this).TransitionTo(Failed))));

        // Gate: a person decides on exactly what was shown. A late decision, after the wait expired, is still taken.
        During([AwaitingApproval, Blocked],
            When(ApprovalGiven)
                .IfElse(IsAwaited,
                    awaited => awaited.Approve(this).PassStep(this),
                    other => other.AnswerUnawaitedApproval(this)));
        // Gate: what failed is repaired only while the workflow stands still for it, and only if a manual trigger could start the step.
        During([Blocked, Failed],
            When(RepairRequested)
                .IfElse(CanRepair,
                    repair => repair.StartRepair(this).TransitionTo(Running),
                    refused => refused.RefuseRepair(this)));
        During([Running, Retrying, Delegating, AwaitingApproval, Completed, Cancelled],
            When(RepairRequested).RefuseRepair(this));

        During([AwaitingApproval, Blocked, Failed],
            When(SendBackRequested)
                .IfElse(CanSendBack,
                    back => back.SendBack(this).EnterStep(this),
                    refused => refused.RefuseSendBack(this)));
        During(AwaitingApproval,
            When(ApprovalExpired, IsAwaitedRound).ExpireApproval(this).TransitionTo(Blocked));

        // What a step was missing may have arrived; it looks again by itself.
        During(Blocked,
            When(BlockedResumed, IsMissingInput).StartAttempt(this).TransitionTo(Running));

        // Everywhere else a decision is answered, audited, and changes nothing.
        During([Running, Retrying, Delegating, Failed, Completed, Cancelled],
            When(ApprovalGiven).AnswerUnawaitedApproval(this));
        During([Running, Retrying, Delegating, Completed, Cancelled],
            When(SendBackRequested).RefuseSendBack(this));

        // Gate: a manual trigger runs a step only when no gate objects and nothing before it is missing; elsewhere it is told where the step stands.
        During([Retrying, Blocked, Failed],
            When(StepRequested)
                .IfElse(MayStart,
                    start => start.StartRequested(this).TransitionTo(Running),
                    answer => answer.AnswerStepRequest(this)));
        During([Running, Delegating, AwaitingApproval, Completed, Cancelled],
            When(StepRequested).AnswerStepRequest(this));

        During([Running, Retrying, Delegating, AwaitingApproval, Blocked, Failed],
            When(CancellationRequested).Cancel(this).TransitionTo(Cancelled));
        During([Completed, Cancelled],
            When(CancellationRequested).AnswerCancellation());

        // Late and repeated messages: their moment has passed.
        During([Delegating, AwaitingApproval, Blocked, Failed, Completed, Cancelled],
            Ignore(StepSucceeded), Ignore(StepDelegated), Ignore(StepBlocked), Ignore(StepFailed));
        During([Running, Retrying, AwaitingApproval, Blocked, Failed, Completed, Cancelled],
            Ignore(WorkSettled));
        During([Running, Retrying, Delegating, Blocked, Failed, Completed, Cancelled],
            Ignore(ApprovalExpired));
        During([Running, Retrying, Delegating, AwaitingApproval, Failed, Completed, Cancelled],
            Ignore(BlockedResumed));
    }

    /// <summary>The definitions workflows run by.</summary>
    internal WorkflowDefinitions Definitions { get; }

    /// <summary>An attempt at the current step is under way.</summary>
    public State Running { get; private set; } = null!;

    /// <summary>An attempt failed; the next one is due later.</summary>
    public State Retrying { get; private set; } = null!;

    /// <summary>Others do the current step's work.</summary>
    public State Delegating { get; private set; } = null!;

    /// <summary>A person must decide.</summary>
    public State AwaitingApproval { get; private set; } = null!;

    /// <summary>Only a person can go on: something is missing, or an approval expired.</summary>
    public State Blocked { get; private set; } = null!;

    /// <summary>Retries are used up; <c>force_retry</c> or a send-back brings it back.</summary>
    public State Failed { get; private set; } = null!;

    /// <summary>All steps are done.</summary>
    public State Completed { get; private set; } = null!;

    /// <summary>Stopped for good.</summary>
    public State Cancelled { get; private set; } = null!;

    public Event<WorkflowSubmitted> WorkflowSubmitted { get; private set; } = null!;

    public Event<StepSucceeded> StepSucceeded { get; private set; } = null!;

    public Event<StepDelegated> StepDelegated { get; private set; } = null!;

    public Event<StepBlocked> StepBlocked { get; private set; } = null!;

    public Event<StepFailed> StepFailed { get; private set; } = null!;

    public Event<WorkSettled> WorkSettled { get; private set; } = null!;

    public Event<StepRequested> StepRequested { get; private set; } = null!;

    public Event<RepairRequested> RepairRequested { get; private set; } = null!;

    public Event<ApprovalGiven> ApprovalGiven { get; private set; } = null!;

    public Event<SendBackRequested> SendBackRequested { get; private set; } = null!;

    public Event<CancellationRequested> CancellationRequested { get; private set; } = null!;

    public Event<ApprovalExpired> ApprovalExpired { get; private set; } = null!;

    public Event<BlockedResumed> BlockedResumed { get; private set; } = null!;

    /// <summary>The definition a workflow started with.</summary>
    internal WorkflowDefinition DefinitionOf(WorkflowState workflow) => Definitions.Get(workflow.Definition, workflow.DefinitionVersion);

    private static bool IsCurrentRun(BehaviorContext<WorkflowState, StepSucceeded> c) => c.Message.Run == c.Saga.Data.Run;

    private static bool IsCurrentRun(BehaviorContext<WorkflowState, StepDelegated> c) => c.Message.Run == c.Saga.Data.Run;

    private static bool IsCurrentRun(BehaviorContext<WorkflowState, StepBlocked> c) => c.Message.Run == c.Saga.Data.Run;

    private static bool IsCurrentRun(BehaviorContext<WorkflowState, StepFailed> c) => c.Message.Run == c.Saga.Data.Run;

    private bool CanRetry(BehaviorContext<WorkflowState, StepFailed> c) =>
        c.Message.IsTransient && c.Saga.Data.Retries < DefinitionOf(c.Saga).Steps[c.Saga.Step].Retry.MaxRetries;

    private static bool NothingOutstanding(BehaviorContext<WorkflowState, WorkSettled> c) => c.Saga.Data.Outstanding == 0;

    private static bool AnyWorkDone(BehaviorContext<WorkflowState, WorkSettled> c) => c.Saga.Data.OutstandingFailed < c.Saga.Data.OutstandingTotal;

    private bool IsAwaited(BehaviorContext<WorkflowState, ApprovalGiven> c) => StepRules.IsAwaited(DefinitionOf(c.Saga), c.Saga, c.Message.ApprovalType, c.Message.StepRound);

    private bool CanSendBack(BehaviorContext<WorkflowState, SendBackRequested> c) => StepRules.WhyNoSendBack(DefinitionOf(c.Saga), c.Saga, c.Message.RevisionStep) is null;

    private bool CanRepair(BehaviorContext<WorkflowState, RepairRequested> c) => StepRules.WhyNoRepair(DefinitionOf(c.Saga), c.Saga, c.Message) is null;

    private static bool IsAwaitedRound(BehaviorContext<WorkflowState, ApprovalExpired> c) =>
        c.Saga.Data.Approvals.TryGetValue(c.Message.ApprovalType, out var approval) && approval.Round == c.Message.Round && !approval.Approved;

    private static bool IsMissingInput(BehaviorContext<WorkflowState, BlockedResumed> c) => !c.Saga.Data.IsApprovalExpired;

    private bool MayStart(BehaviorContext<WorkflowState, StepRequested> c) => StepRules.JudgeRequest(DefinitionOf(c.Saga), c.Saga, c.Message) is StepRequestVerdict.Start;

    private void CorrelateEvents()
    {
        Event(() => WorkflowSubmitted, e => e.CorrelateById(c => c.Message.WorkflowId));
        Event(() => StepSucceeded, e => { e.CorrelateById(c => c.Message.WorkflowId); e.OnMissingInstance(m => m.Discard()); });
        Event(() => StepDelegated, e => { e.CorrelateById(c => c.Message.WorkflowId); e.OnMissingInstance(m => m.Discard()); });
        Event(() => StepBlocked, e => { e.CorrelateById(c => c.Message.WorkflowId); e.OnMissingInstance(m => m.Discard()); });
        Event(() => StepFailed, e => { e.CorrelateById(c => c.Message.WorkflowId); e.OnMissingInstance(m => m.Discard()); });
        Event(() => WorkSettled, e => { e.CorrelateById(c => c.Message.WorkflowId); e.OnMissingInstance(m => m.Discard()); });
        Event(() => StepRequested, e => { e.CorrelateById(c => c.Message.WorkflowId); e.OnMissingInstance(m => m.Discard()); });
        Event(() => RepairRequested, e => { e.CorrelateById(c => c.Message.WorkflowId); e.OnMissingInstance(m => m.Discard()); });
        Event(() => ApprovalGiven, e => { e.CorrelateById(c => c.Message.WorkflowId); e.OnMissingInstance(m => m.Discard()); });
        Event(() => SendBackRequested, e => { e.CorrelateById(c => c.Message.WorkflowId); e.OnMissingInstance(m => m.Discard()); });
        Event(() => CancellationRequested, e => { e.CorrelateById(c => c.Message.WorkflowId); e.OnMissingInstance(m => m.Discard()); });
        Event(() => ApprovalExpired, e => { e.CorrelateById(c => c.Message.WorkflowId); e.OnMissingInstance(m => m.Discard()); });
        Event(() => BlockedResumed, e => { e.CorrelateById(c => c.Message.WorkflowId); e.OnMissingInstance(m => m.Discard()); });
    }
}
