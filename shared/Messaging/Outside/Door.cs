using IntentEngine.Messaging.CloudEvents;
using MassTransit;

namespace IntentEngine.Messaging.Outside;

/// <summary>Lets commands of other people's programs in: for their own organization, of the kinds their broker user may publish, and in no other way.</summary>
/// <remarks>
/// The broker has checked two things about a delivery that came by <see cref="OutsideExchanges.Commands"/>: that <c>user_id</c> is the
/// publisher, and that its topic permissions allow the routing key. Everything else in the message is the publisher's word.
/// </remarks>
internal sealed class Door(string endpoint, IReadOnlyDictionary<string, string> admitted)
{
    /// <summary>Largest body, in bytes; as over HTTP.</summary>
    private const int MostBytes = 256 * 1024;

    /// <summary>Judges one delivery. Those that come by the exchange of the queue's own name are ours: nobody else may write to that.</summary>
    public Arrival Receive(ReceiveContext context) =>
        context.TryGetPayload<RabbitMqBasicConsumeContext>(out var delivery) && delivery.Exchange != endpoint ? Receive(context, delivery) : Arrival.Trusted(context);

    private Arrival Receive(ReceiveContext context, RabbitMqBasicConsumeContext delivery)
    {
        var organization = Publisher.OrganizationOf(delivery.Properties.UserId);
        // Nobody is parked under an organization that they only claim.
        var headers = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase) { [MessageHeaderNames.Organization] = (organization ?? Guid.Empty).ToString() };
        if (Objection(context, delivery, organization) is { } objection) return Arrival.Refused(new ReadableContext(context, headers, null), objection);

        var urn = admitted[delivery.RoutingKey!];
        headers[MessageHeaders.MessageType] = urn;
        try
        {
            var @event = Arrival.EventOf(context);
            if (@event is { IsOurs: true }) return Arrival.Refused(new ReadableContext(context, headers, null), $"Expected a source of your own; sources that begin with {CloudEventHeaders.OwnSources} are ours.");
            if (SaidType(context, @event) is { } said && said != urn)
                return Arrival.Refused(new ReadableContext(context, headers, null), $"Expected the type {delivery.RoutingKey}, as the routing key says; came another.");
            if (@event is not null) headers[nameof(MessageContext.MessageId)] = @event.MessageId.ToString();
            return Arrival.Accepted(new ReadableContext(context, headers, @event?.Data));
        }
        catch (NotACloudEventException broken)
        {
            return Arrival.Refused(new ReadableContext(context, headers, null), broken.Message);
        }
    }

    private string? Objection(ReceiveContext context, RabbitMqBasicConsumeContext delivery, Guid? organization) =>
        delivery.Exchange != OutsideExchanges.Commands ? $"Expected a message published to {OutsideExchanges.Commands}; came one that was published elsewhere and led here."
        // Dead-lettering gives a message a routing key that nobody checked.
        : context.TransportHeaders.TryGetHeader("x-death", out _) ? "Expected a message as it was published; came one that was dead-lettered."
        : organization is null ? $"Expected the property user_id to be the name of your broker user, {Publisher.Rule}; came {(delivery.Properties.UserId is null ? "none" : "another")}."
        : !admitted.ContainsKey(delivery.RoutingKey ?? "") ? $"Expected as routing key one of {string.Join(", ", admitted.Keys.Order(StringComparer.Ordinal))}; came another."
        : context.Body.Length > MostBytes ? $"Expected a body of at most {MostBytes} bytes; came {context.Body.Length}."
        : context.ContentType is { } type && !StructuredEvent.IsJson(type.MediaType) ? $"Expected content_type application/json or {StructuredEvent.MediaType}; came another."
        : null;

    private static string? SaidType(ReceiveContext context, CloudEvent? @event) =>
        @event is not null ? CloudEventHeaders.UrnOf(@event.Type)
        : context.TransportHeaders.TryGetHeader(MessageHeaders.MessageType, out var type) ? type.ToString()
        : null;
}
