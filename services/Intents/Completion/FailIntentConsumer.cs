using IntentEngine.Contracts.Intents;
using IntentEngine.Intents.Lifecycle;
using IntentEngine.Intents.Log;
using MassTransit;

namespace IntentEngine.Intents.Completion;

/// <summary>Takes the report that the work failed for good.</summary>
internal sealed class FailIntentConsumer(CommandExecution commands) : IConsumer<FailIntent>
{
    public Task Consume(ConsumeContext<FailIntent> context)
    {
        var command = context.Message;
        // A failure with too long a story is still a failure: parking it would leave the intent in progress for ever.
        var error = Reasons.Shorten(command.Error);
        return commands.Execute(
            IncomingCommand.Accept(context, "intents.fail", command.OrganizationId, command.IntentId, $"execution:{command.ExecutionId}"),
            (intent, now) => IntentDecisions.Fail(intent, command.ExecutionId, error, now),
            context.CancellationToken);
    }
}
