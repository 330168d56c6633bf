using IntentEngine.Contracts.Intents;
using IntentEngine.Hosting.Failures;
using IntentEngine.Intents.Log;
using MassTransit;

namespace IntentEngine.Intents.Creation;

/// <summary>Creates an intent that a service asked for. Services that want one at a time see to it themselves: other pending ones stay.</summary>
internal sealed class CreateIntentConsumer(IntentCreation creation, IntentOwners owners) : IConsumer<CreateIntent>
{
    public async Task Consume(ConsumeContext<CreateIntent> context)
    {
        var command = context.Message;
        var request = IncomingCommand.Accept(context, "intents.create", command.OrganizationId, command.IntentId, command.CreatedBy);
        var wish = new NewIntent
        {
            IntentId = command.IntentId,
            IntentType = command.IntentType,
            TargetArtifactId = command.TargetArtifactId,
            Context = command.Context,
            CreatedBy = command.CreatedBy,
            Owner = command.Owner,
            CompletionToken = command.CompletionToken,
            CorrelationId = command.CorrelationId,
            ParentExecutionId = command.ParentExecutionId,
            SessionId = command.SessionId,
            Priority = command.Priority,
            NotBefore = command.NotBefore,
            ExpiresAt = command.ExpiresAt,
        };
        var faults = new Validation();
        NewIntentRules.Check(wish, faults);
        if (faults.Passed) await owners.Check(command.OrganizationId, wish, faults, context.CancellationToken);
        faults.ThrowIfFailed();
        if (await creation.Create(request, wish, OnConflict.Allow, context.CancellationToken) is CreateResult.Refused refused)
            throw new UnacceptableCommandException(refused.Reason);
    }
}
