using IntentEngine.Contracts.Intents;
using IntentEngine.Intents.Lifecycle;
using IntentEngine.Intents.Log;
using MassTransit;

namespace IntentEngine.Intents.Cancellation;

/// <summary>Cancels what a service no longer wants, even when the command overtakes the one that creates it; what has ended stays as it is.</summary>
internal sealed class CancelIntentConsumer(CommandExecution commands, EarlyCancellation early) : IConsumer<CancelIntent>
{
    public async Task Consume(ConsumeContext<CancelIntent> context)
    {
        var command = context.Message;
        var reason = Reasons.Shorten(command.Reason);
        // The command does not say who; the message id in the audit row leads to its sender.
        var request = IncomingCommand.Accept(context, "intents.cancel", command.OrganizationId, command.IntentId, "message");
        await LostRaces.TryAgain(async () =>
        {
            var cameFirst = await early.Remember(request, reason, context.CancellationToken);
            if (!cameFirst) await commands.Execute(request, (intent, now) => IntentDecisions.Cancel(intent, reason, now), context.CancellationToken);
            return cameFirst;
        });
    }
}
