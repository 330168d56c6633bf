using System.Text.Json;
using IntentEngine.Contracts;
using IntentEngine.Contracts.Intents;
using IntentEngine.Intents.Log;
using IntentEngine.Messaging;
using IntentEngine.Messaging.Direct;

namespace IntentEngine.Intents.ActionQueues.Commands;

/// <summary>Takes commands straight from RabbitMQ: completions are many, and a pipeline for each would cost more than all that is done with them.</summary>
internal sealed class ActionQueueHandler : IDirectHandler
{
    private readonly Dictionary<string, Func<DirectMessage, CancellationToken, Task>> _known;

    public ActionQueueHandler(CommandIntake intake) => _known = new()
    {
        [MessageName.Urn<CompleteAction>()] = (message, cancel) => intake.Take(Read<CompleteAction>(message, m => m.OrganizationId), cancel),
        [MessageName.Urn<FailAction>()] = (message, cancel) => intake.Take(Read<FailAction>(message, m => m.OrganizationId), cancel),
        [MessageName.Urn<StartAction>()] = (message, cancel) => intake.Take(Read<StartAction>(message, m => m.OrganizationId), cancel),
        [MessageName.Urn<ClaimAction>()] = (message, cancel) => intake.Take(Read<ClaimAction>(message, m => m.OrganizationId), cancel),
        [MessageName.Urn<EnqueueActions>()] = (message, cancel) => intake.Take(Read<EnqueueActions>(message, m => m.OrganizationId), message.MessageId, cancel),
        [MessageName.Urn<StopSubject>()] = (message, cancel) => intake.Take(Read<StopSubject>(message, m => m.OrganizationId), cancel),
    };

    public async Task<bool> Handle(DirectMessage message, CancellationToken cancel)
    {
        if (!_known.TryGetValue(message.Type, out var take)) return false;
        await take(message, cancel);
        return true;
    }

    private static T Read<T>(DirectMessage message, Func<T, Guid> organizationOf)
    {
        var command = JsonSerializer.Deserialize<T>(message.Body.Span, ContractJson.Options) ?? throw new UnacceptableCommandException("Expected a JSON object; came null.");
        var organizationId = organizationOf(command);
        if (organizationId == Guid.Empty) throw new UnacceptableCommandException("Expected an organization_id; came the empty one.");
        if (message.Organization is { } header && !(Guid.TryParse(header, out var sent) && sent == organizationId))
            throw new UnacceptableCommandException($"Expected the header {MessageHeaderNames.Organization} to equal organization_id {organizationId}; came '{header}'.");
        return command;
    }
}
