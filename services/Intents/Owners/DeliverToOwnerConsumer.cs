using IntentEngine.Contracts.Intents;
using IntentEngine.Intents.ActionQueues;
using IntentEngine.Intents.Log;
using IntentEngine.Messaging.Database;
using MassTransit;
using Microsoft.Extensions.Logging;

namespace IntentEngine.Intents.Owners;

/// <summary>Tells an owner over its webhook, at least once. What is not accepted comes again later through the outbox, and in the end is parked for people to judge.</summary>
internal sealed partial class DeliverToOwnerConsumer(IntentsDatabase database, OwnerSettings settings, WebhookSender sender, ActionQueueMetrics metrics, ILogger<DeliverToOwnerConsumer> logger)
    : IConsumer<DeliverToOwner>
{
    public async Task Consume(ConsumeContext<DeliverToOwner> context)
    {
        var delivery = context.Message;
        var (consumer, messageId) = IncomingCommand.Accept(context, "owners.deliver", delivery.OrganizationId, delivery.Owner, delivery.Owner).Once!.Value;
        var owners = await OwnerDirectory.Read(database, delivery.OrganizationId, settings, context.CancellationToken);
        // Its way may have changed since: parking keeps the message, and sending it again finds the owner as it is then.
        if (owners.Find(delivery.Owner) is not { Delivery: OwnerDelivery.Webhook } owner)
            throw new UnacceptableCommandException($"Owner '{delivery.Owner}' has no webhook any more; register one again, then requeue this message.");

        if (await sender.Send(owner, delivery, context.CancellationToken) is not { } problem)
        {
            metrics.WebhookTried("accepted");
            return;
        }

        metrics.WebhookTried("failed");
        if (delivery.Attempt >= settings.MostWebhookAttempts)
            throw new UnacceptableCommandException($"Owner '{delivery.Owner}' did not accept event {delivery.EventId} in {delivery.Attempt} attempts ({problem}); see to its webhook, then requeue this message.");
        var unit = database.Begin(delivery.OrganizationId).Once(consumer, messageId);
        var due = unit.Now + WebhookBackoff.After(delivery.Attempt, delivery.EventId);
        unit.Send(DeliverToOwner.Queue, delivery with { Attempt = delivery.Attempt + 1 }, due);
        await unit.CommitAsync(context.CancellationToken);
        LogFailed(logger, delivery.EventId, delivery.Owner, delivery.Attempt, problem, due);
    }

    [LoggerMessage(2061, LogLevel.Warning, "Event {EventId} for owner {Owner} was not accepted at attempt {Attempt} ({Problem}); it is sent again at {Due}")]
    private static partial void LogFailed(ILogger logger, Guid eventId, string owner, int attempt, string problem, DateTimeOffset due);
}
