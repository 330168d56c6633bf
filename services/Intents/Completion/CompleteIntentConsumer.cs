using IntentEngine.Contracts.Intents;
using IntentEngine.Hosting.Failures;
using IntentEngine.Intents.Creation;
using IntentEngine.Intents.Lifecycle;
using IntentEngine.Intents.Log;
using MassTransit;

namespace IntentEngine.Intents.Completion;

/// <summary>Takes the report that the work is done.</summary>
internal sealed class CompleteIntentConsumer(CommandExecution commands) : IConsumer<CompleteIntent>
{
    public Task Consume(ConsumeContext<CompleteIntent> context)
    {
        var command = context.Message;
        var faults = new Validation();
        if (command.Result is { } result) JsonObjectRules.Check(result, "result", faults);
        faults.ThrowIfFailed();
        return commands.Execute(
            IncomingCommand.Accept(context, "intents.complete", command.OrganizationId, command.IntentId, $"execution:{command.ExecutionId}"),
            (intent, now) => IntentDecisions.Complete(intent, command.ExecutionId, command.Result, now),
            context.CancellationToken);
    }
}
