using System.Globalization;
using IntentEngine.Messaging.Database;
using IntentEngine.Messaging.Endpoints;
using IntentEngine.Messaging.Parking;
using MassTransit;
using RabbitMQ.Client.Events;

namespace IntentEngine.Messaging.Direct;

/// <summary>What becomes of one delivery: handled, tried again while something is away, or parked.</summary>
internal sealed class DirectDelivery(string queue, IDirectHandler handler, MessageParking parking, EndpointActivity.State activity, TimeProvider clock)
{
    private const int MostDeliveries = 20;
    private const int MostBytes = 4 * 1024 * 1024;
    private const int MostAttempts = 100;

    private static readonly string CanaryType = MessageName.Urn<Canary>();

    /// <summary>Ends when the delivery may be acknowledged.</summary>
    public async Task Handle(BasicDeliverEventArgs delivery, CancellationToken cancel)
    {
        activity.Received();
        try
        {
            var arrival = DirectArrival.Read(delivery);
            if (IsCanary(arrival.Type)) return;
            if (Objection(delivery, arrival) is { } reason) await Park(delivery, arrival.MessageId, reason, null, cancel);
            else await Handle(delivery, new DirectMessage(arrival.Type!, arrival.MessageId!.Value, DirectArrival.Header(delivery, MessageHeaderNames.Organization), arrival.Body), cancel);
        }
        finally
        {
            activity.Done();
        }
    }

    private async Task Handle(BasicDeliverEventArgs delivery, DirectMessage message, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                if (!await handler.Handle(message, cancel)) await Park(delivery, message.MessageId, "Nobody on this endpoint consumes this message type.", null, cancel);
                return;
            }
            catch (OperationCanceledException)
            {
                // It comes again; what is cancelled every time is parked after so many deliveries.
                throw;
            }
            catch (Exception passing) when (TransientFaults.IsTransient(passing) && attempt < MostAttempts)
            {
                // While the database is away messages wait here, unacknowledged, rather than being parked.
                await Task.Delay(TimeSpan.FromMilliseconds(Math.Min(5000, 50 * Math.Pow(2, Math.Min(attempt, 10)))), clock, cancel);
            }
            catch (Exception exception)
            {
                await Park(delivery, message.MessageId, "The consumer failed.", TruncatedException.Shorten(exception), cancel);
                return;
            }
        }
    }

    private Task Park(BasicDeliverEventArgs delivery, Guid? id, string reason, Exception? exception, CancellationToken cancel)
    {
        var headers = new List<KeyValuePair<string, object>>((delivery.BasicProperties.Headers ?? new Dictionary<string, object?>()).Where(h => h.Value is not null).Select(h => KeyValuePair.Create(h.Key, h.Value!)));
        if (delivery.BasicProperties.MessageId is { } messageId) headers.Add(KeyValuePair.Create<string, object>("MessageId", messageId));
        return parking.Park(new ParkedDelivery(id, headers, delivery.Body.ToArray(), delivery.Redelivered), queue, reason, exception, cancel);
    }

    private static string? Objection(BasicDeliverEventArgs delivery, DirectArrival arrival) =>
        Deliveries(delivery) > MostDeliveries ? $"Delivered more than {MostDeliveries} times without being finished."
        : arrival.Objection is { } broken ? broken
        : arrival.MessageId is null ? "Expected a message id, by which a repeated delivery is recognised; came none. Set the property message_id to a UUID."
        : arrival.Type is null ? $"Expected the header {MessageHeaders.MessageType}, which says what the body is; came none."
        : delivery.Body.Length > MostBytes ? $"Expected a body of at most {MostBytes} bytes; came {delivery.Body.Length}."
        : null;

    // A canary may be of several types, separated by semicolons.
    private static bool IsCanary(string? type) => type is not null && type.Contains(CanaryType, StringComparison.Ordinal);

    private static long Deliveries(BasicDeliverEventArgs delivery) =>
        delivery.BasicProperties.Headers?.TryGetValue("x-delivery-count", out var value) == true && value is IConvertible count ? Convert.ToInt64(count, CultureInfo.InvariantCulture) : 0;
}
