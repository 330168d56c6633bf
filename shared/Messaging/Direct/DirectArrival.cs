using System.Text;
using IntentEngine.Messaging.CloudEvents;
using MassTransit;
using RabbitMQ.Client.Events;

namespace IntentEngine.Messaging.Direct;

/// <summary>What a delivery says it is: plain, or a CloudEvent in binary or structured mode, read as the pipeline reads it (<see cref="Arrival.Trusted"/>).</summary>
/// <param name="Type">URN of the message type. Null: it does not say.</param>
/// <param name="MessageId">By which a repeat is recognised. Null: it has none.</param>
/// <param name="Body">The message without an envelope.</param>
/// <param name="Objection">Why it cannot be read. Null: it can.</param>
internal readonly record struct DirectArrival(string? Type, Guid? MessageId, ReadOnlyMemory<byte> Body, string? Objection = null)
{
    /// <summary>Reads a delivery.</summary>
    public static DirectArrival Read(BasicDeliverEventArgs delivery)
    {
        var type = Header(delivery, MessageHeaders.MessageType);
        var id = Guid.TryParse(delivery.BasicProperties.MessageId ?? Header(delivery, "MessageId"), out var parsed) ? parsed : (Guid?)null;
        var plain = new DirectArrival(type, id, delivery.Body);
        // By far the most come from ourselves, or are plain.
        if (Header(delivery, CloudEventHeaders.Source)?.StartsWith(CloudEventHeaders.OwnSources, StringComparison.Ordinal) == true) return plain;
        try
        {
            return EventOf(delivery) is { } @event ? new DirectArrival(type ?? CloudEventHeaders.UrnOf(@event.Type), @event.MessageId, @event.Data ?? delivery.Body) : plain;
        }
        catch (NotACloudEventException broken)
        {
            return plain with { Objection = broken.Message };
        }
    }

    /// <summary>A header as text. Null: there is none.</summary>
    public static string? Header(BasicDeliverEventArgs delivery, string name) =>
        delivery.BasicProperties.Headers?.TryGetValue(name, out var value) != true ? null : value is byte[] bytes ? Encoding.UTF8.GetString(bytes) : value?.ToString();

    private static CloudEvent? EventOf(BasicDeliverEventArgs delivery)
    {
        if (IsOf(delivery, StructuredEvent.MediaType)) return StructuredEvent.Read(delivery.Body.ToArray());
        if (IsOf(delivery, StructuredEvent.BatchMediaType)) throw new NotACloudEventException($"Expected one event for each message, as {StructuredEvent.MediaType}; came a batch.");
        return CloudEvent.From(attribute => Header(delivery, CloudEventHeaders.Prefix + attribute) ?? Header(delivery, CloudEventHeaders.OtherPrefix + attribute));
    }

    // Parameters such as charset may follow.
    private static bool IsOf(BasicDeliverEventArgs delivery, string mediaType) =>
        delivery.BasicProperties.ContentType is { } type && type.StartsWith(mediaType, StringComparison.OrdinalIgnoreCase) && (type.Length == mediaType.Length || type[mediaType.Length] is ';' or ' ');
}
