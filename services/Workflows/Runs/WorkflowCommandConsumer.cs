using System.Text.Json;
using IntentEngine.Contracts.Workflows;
using IntentEngine.Messaging.Database;
using IntentEngine.Messaging.Sagas;
using IntentEngine.Workflows.Saga;
using IntentEngine.Workflows.Steps;
using MassTransit;

namespace IntentEngine.Workflows.Runs;

/// <summary>Timers and commands to workflows, turned into events of the state machine, which knows whether they still matter.</summary>
public sealed class WorkflowCommandConsumer(SagaHost<WorkflowState> workflows, OutstandingWork outstanding, WorkflowsDatabase database) :
    IConsumer<ExpireApproval>, IConsumer<ResumeBlocked>, IConsumer<CancelWorkflow>, IConsumer<RepairStep>
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

    /// <inheritdoc/>
    /// <remarks>Refused here is what the machine cannot judge: a workflow that is not there, and input that could not be stored.</remarks>
    public async Task Consume(ConsumeContext<RepairStep> context)
    {
        var message = context.Message;
        var input = message.InputData is { ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) } given ? given : (JsonElement?)null;
        var request = new RepairRequested(message.WorkflowId, message.RepairId, message.ExecutionId, message.Kind, input, message.Reason, new Actor(message.RequestedBy));
        var fault = input is { } value ? Storable.Fault(value) : null;
        if (fault is null)
        {
            var raised = await workflows.Raise(message.OrganizationId, message.WorkflowId, request, Once(context), CancellationToken.None);
            if (raised.Reply is not null || raised.Outcome == CommitOutcome.Duplicate) return;
        }

        // A machine that knows no such workflow committed nothing but the inbox row, so this one has a name of its own.
        var unit = database.Begin(message.OrganizationId);
        if (context.MessageId is { } id) unit.Once($"{Name}-refusal", id);
        Repairs.Answer(unit, request, started: null, fault is null ? $"There is no workflow '{message.WorkflowId}' in this organization." : $"input_data: {fault}");
        await unit.CommitAsync(CancellationToken.None);
    }

    private static RaiseOptions? Once(ConsumeContext context) => context.MessageId is { } id ? new RaiseOptions { Once = (Name, id) } : null;
}
