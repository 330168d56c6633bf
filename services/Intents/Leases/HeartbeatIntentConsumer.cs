using IntentEngine.Contracts.Intents;
using IntentEngine.Hosting.Failures;
using IntentEngine.Intents.Lifecycle;
using IntentEngine.Intents.Log;
using MassTransit;

namespace IntentEngine.Intents.Leases;

/// <summary>Lets a claim hold longer, for a worker on the broker.</summary>
internal sealed class HeartbeatIntentConsumer(CommandExecution commands) : IConsumer<HeartbeatIntent>
{
    public Task Consume(ConsumeContext<HeartbeatIntent> context)
    {
        var command = context.Message;
        var faults = new Validation();
        LeaseRules.Check(command.LeaseSeconds, faults);
        faults.ThrowIfFailed();
        return commands.Execute(
            IncomingCommand.Accept(context, "intents.heartbeat", command.OrganizationId, command.IntentId, $"execution:{command.ExecutionId}"),
            (intent, now) => IntentDecisions.Extend(intent, command.ExecutionId, TimeSpan.FromSeconds(command.LeaseSeconds), now),
            context.CancellationToken);
    }
}
