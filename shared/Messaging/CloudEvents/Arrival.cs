using MassTransit;

namespace IntentEngine.Messaging.CloudEvents;

/// <summary>A delivery as it is read from here on, or why it is not.</summary>
/// <param name="Context">In the form our own messages have.</param>
/// <param name="Objection">Why it is parked. Null: it is handled.</param>
internal readonly record struct Arrival(ReceiveContext Context, string? Objection)
{
    public static Arrival Accepted(ReceiveContext context) => new(context, null);

    public static Arrival Refused(ReceiveContext context, string objection) => new(context, objection);

    /// <summary>Reads a delivery whose sender may use every queue: our services, and programs that are trusted like them.</summary>
    public static Arrival Trusted(ReceiveContext context)
    {
        // By far the most come from ourselves, and then id and type are where they belong.
        if (context.TransportHeaders.TryGetHeader(CloudEventHeaders.Source, out var source) && source is string own && own.StartsWith(CloudEventHeaders.OwnSources, StringComparison.Ordinal))
            return Accepted(context);
        try
        {
            if (EventOf(context) is not { } @event) return Accepted(context);
            var headers = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase) { [nameof(MessageContext.MessageId)] = @event.MessageId.ToString() };
            if (!context.TransportHeaders.TryGetHeader(MessageHeaders.MessageType, out _)) headers[MessageHeaders.MessageType] = CloudEventHeaders.UrnOf(@event.Type);
            return Accepted(new ReadableContext(context, headers, @event.Data));
        }
        catch (NotACloudEventException broken)
        {
            return Refused(context, broken.Message);
        }
    }

    /// <summary>The event a delivery is, in either mode. Null: it is none.</summary>
    /// <exception cref="NotACloudEventException">It says it is one and is none.</exception>
    public static CloudEvent? EventOf(ReceiveContext context) => context.ContentType?.MediaType switch
    {
        StructuredEvent.MediaType => StructuredEvent.Read(context.GetBody()),
        StructuredEvent.BatchMediaType => throw new NotACloudEventException($"Expected one event for each message, as {StructuredEvent.MediaType}; came a batch."),
        _ => CloudEvent.FromHeaders(context.TransportHeaders),
    };
}
