using IntentEngine.Contracts.Intents;
using IntentEngine.Intents.Lifecycle;
using IntentEngine.Intents.Log;
using MassTransit;

namespace IntentEngine.Intents.Claiming;

/// <summary>Takes an intent back from the execution that claimed it.</summary>
internal sealed class ReleaseIntentConsumer(CommandExecution commands) : IConsumer<ReleaseIntent>
{
    public Task Consume(ConsumeContext<ReleaseIntent> context)
    {
        var command = context.Message;
        return commands.Execute(
            IncomingCommand.Accept(context, "intents.release", command.OrganizationId, command.IntentId, $"execution:{command.ExecutionId}"),
            (intent, now) => IntentDecisions.Release(intent, command.ExecutionId, now),
            context.CancellationToken);
    }
}
