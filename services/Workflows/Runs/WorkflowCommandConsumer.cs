using IntentEngine.Contracts.Workflows;
using IntentEngine.Messaging.Sagas;
using IntentEngine.Workflows.Saga;
using MassTransit;

namespace IntentEngine.Workflows.Runs;

/// <summary>Timers and commands to workflows, turned into events of the state machine, which knows whether they still matter.</summary>
public sealed class WorkflowCommandConsumer(SagaHost<WorkflowState> workflows, OutstandingWork outstanding) :
    IConsumer<ExpireApproval>, IConsumer<ResumeBlocked>, IConsumer<CancelWorkflow>
{
    private const string Name = "workflow-commands";

    /// <inheritdoc/>
    public Task Consume(ConsumeContext<ExpireApproval> context) =>
        workflows.Raise(context.Message.OrganizationId, context.Message.WorkflowId,
            new ApprovalExpired(context.Message.WorkflowId, context.Message.ApprovalType, context.Message.Round), Once(context), CancellationToken.None);

    /// <inheritdoc/>
    public Task Consume(ConsumeContext<ResumeBlocked> context) =>
        workflows.Raise(context.Message.OrganizationId, context.Message.WorkflowId, new BlockedResumed(context.Message.WorkflowId), Once(context), CancellationToken.None);

    /// <inheritdoc/>
    public Task Consume(ConsumeContext<CancelWorkflow> context)
    {
        var message = context.Message;
        return workflows.Raise(message.OrganizationId, message.WorkflowId, new CancellationRequested(message.WorkflowId, message.Reason, Actor.System,
            () => outstanding.IntentIds(message.OrganizationId, message.WorkflowId, CancellationToken.None)), Once(context), CancellationToken.None);
    }

    private static RaiseOptions? Once(ConsumeContext context) => context.MessageId is { } id ? new RaiseOptions { Once = (Name, id) } : null;
}
