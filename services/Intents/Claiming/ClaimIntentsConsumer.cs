using IntentEngine.Contracts.Intents;
using IntentEngine.Hosting.Failures;
using IntentEngine.Intents.Log;
using MassTransit;

namespace IntentEngine.Intents.Claiming;

/// <summary>Takes on several intents for a worker on the broker; each is answered by one fact.</summary>
internal sealed class ClaimIntentsConsumer(BatchClaims claims) : IConsumer<ClaimIntents>
{
    public Task Consume(ConsumeContext<ClaimIntents> context)
    {
        var command = context.Message;
        var faults = new Validation();
        ClaimWish.Check(command.IntentTypes, "intent_types", command.Max, command.LeaseSeconds, command.Worker, faults);
        faults.ThrowIfFailed();
        // No single intent is asked for.
        var request = IncomingCommand.Accept(context, "intents.claim-batch", command.OrganizationId, "", command.Worker);
        var wish = new ClaimWish
        {
            OrganizationId = command.OrganizationId,
            IntentTypes = command.IntentTypes,
            Max = command.Max,
            Lease = TimeSpan.FromSeconds(command.LeaseSeconds),
            Worker = command.Worker,
            Actor = request.Actor,
            MessageId = request.Once?.MessageId,
        };
        return claims.ClaimFor(request, wish, context.CancellationToken);
    }
}
