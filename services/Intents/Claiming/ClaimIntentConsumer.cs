using IntentEngine.Contracts.Intents;
using IntentEngine.Hosting.Failures;
using IntentEngine.Intents.Leases;
using IntentEngine.Intents.Lifecycle;
using IntentEngine.Intents.Log;
using MassTransit;

namespace IntentEngine.Intents.Claiming;

/// <summary>Lets one worker win; a losing claim is ignored.</summary>
internal sealed class ClaimIntentConsumer(CommandExecution commands) : IConsumer<ClaimIntent>
{
    public Task Consume(ConsumeContext<ClaimIntent> context)
    {
        var command = context.Message;
        var faults = new Validation();
        ClaimRules.Check(command.Worker, command.ExecutionId, faults);
        LeaseRules.Check(command.LeaseSeconds, faults);
        faults.ThrowIfFailed();
        return commands.Execute(
            IncomingCommand.Accept(context, "intents.claim", command.OrganizationId, command.IntentId, command.Worker),
            (intent, now) => IntentDecisions.Claim(intent, command.Worker, command.ExecutionId, now, LeaseRules.Of(command.LeaseSeconds)),
            context.CancellationToken);
    }
}
