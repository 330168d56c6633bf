using IntentEngine.Contracts.Intents;
using IntentEngine.Hosting.Failures;
using IntentEngine.Intents.ActionQueues.Rules;
using IntentEngine.Intents.ActionQueues.Storage;
using IntentEngine.Intents.Log;
using MassTransit;

namespace IntentEngine.Intents.ActionQueues.Commands;

/// <summary>Enqueues actions that came as a message. The id of the enqueue makes it once, so no inbox is needed.</summary>
internal sealed class EnqueueActionsConsumer(SubjectLanes lanes, ActionQueueMetrics metrics) : IConsumer<EnqueueActions>
{
    public async Task Consume(ConsumeContext<EnqueueActions> context)
    {
        var command = context.Message;
        var (_, messageId) = IncomingCommand.Accept(context, "action-queues.enqueue", command.OrganizationId, command.Subject, command.Owner ?? "v1").Once!.Value;
        var faults = new Validation();
        EnqueueRules.Check(command, faults);
        faults.ThrowIfFailed();
        var wish = Enqueuing.Wish(command, messageId);
        switch (await lanes.Submit(Enqueuing.Submission(command.OrganizationId, wish), context.CancellationToken))
        {
            case CommandResult.Impossible impossible: throw new UnacceptableCommandException(impossible.Reason);
            case CommandResult.Refused refused: throw new UnacceptableCommandException(refused.Reason);
            case CommandResult.Done { Repeated: false } when wish.Carried is not null: metrics.Translated(); break;
        }
    }
}
