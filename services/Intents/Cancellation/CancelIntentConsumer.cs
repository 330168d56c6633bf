using IntentEngine.Contracts.Intents;
using IntentEngine.Intents.Lifecycle;
using IntentEngine.Intents.Log;
using MassTransit;

namespace IntentEngine.Intents.Cancellation;

/// <summary>Cancels what a service no longer wants; what has ended stays as it is.</summary>
internal sealed class CancelIntentConsumer(CommandExecution commands) : IConsumer<CancelIntent>
{
    public Task Consume(ConsumeContext<CancelIntent> context)
    {
        var command = context.Message;
        var reason = Reasons.Shorten(command.Reason);
        return commands.Execute(
            // The command does not say who; the message id in the audit row leads to its sender.
            IncomingCommand.Accept(context, "intents.cancel", command.OrganizationId, command.IntentId, "message"),
            (intent, now) => IntentDecisions.Cancel(intent, reason, now),
            context.CancellationToken);
    }
}
