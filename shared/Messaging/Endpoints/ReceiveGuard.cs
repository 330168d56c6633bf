using System.Globalization;
using IntentEngine.Messaging.CloudEvents;
using IntentEngine.Messaging.Outside;
using IntentEngine.Messaging.Parking;
using MassTransit;
using MassTransit.Serialization;

namespace IntentEngine.Messaging.Endpoints;

/// <summary>First in line on every endpoint: notes that something arrived, and parks what must not reach a consumer or would come back for ever.</summary>
internal sealed class ReceiveGuard(EndpointActivity.State activity, MessageParking parking, Interruption interruption, MessageEndpoint endpoint) : IFilter<ReceiveContext>
{
    /// <summary>Deliveries after which a message counts as one that takes the process down with it.</summary>
    private const long MostDeliveries = 20;

    /// <summary>Largest body that is read; larger things belong in a store, with the message naming them.</summary>
    private const int MostBytes = 4 * 1024 * 1024;

    // Null: only our own user writes to the queue.
    private readonly Door? _door = endpoint.Admitted.Count > 0 ? new Door(endpoint.Name, endpoint.Admitted) : null;

    public async Task Send(ReceiveContext context, IPipe<ReceiveContext> next)
    {
        activity.Received();
        try
        {
            var arrival = Receive(context);
            if (arrival.Objection is { } reason) await parking.Park(arrival.Context, endpoint.Name, reason, null);
            else await next.Send(arrival.Context);
        }
        catch (OperationCanceledException cancelled) when (!interruption.Explains(cancelled, context))
        {
            // MassTransit lets cancellations pass by the error pipe; the message would only come back to be cancelled again.
            await parking.Park(context, endpoint.Name, "The consumer was cancelled, although nothing is stopping.", cancelled);
        }
        finally
        {
            activity.Done();
        }
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("receiveGuard");

    private Arrival Receive(ReceiveContext context)
    {
        if (Deliveries(context) > MostDeliveries) return Arrival.Refused(context, $"Delivered more than {MostDeliveries} times without being finished.");
        if (context.Body.Length > MostBytes) return Arrival.Refused(context, $"Expected a body of at most {MostBytes} bytes; came {context.Body.Length}.");
        var arrival = _door?.Receive(context) ?? Arrival.Trusted(context);
        return arrival.Objection is null ? arrival with { Objection = Objection(arrival.Context) } : arrival;
    }

    private static string? Objection(ReceiveContext context) =>
        context.GetMessageId() is null ? "Expected a message id, by which a repeated delivery is recognised; came none. Set the property message_id to a UUID."
        : !IsTyped(context) ? $"Expected the header {MessageHeaders.MessageType}, which says what the body is; came none."
        : null;

    // Without a type, every consumer of the endpoint would try its luck with the body. MassTransit's own envelope names the type inside.
    private static bool IsTyped(ReceiveContext context) =>
        context.TransportHeaders.TryGetHeader(MessageHeaders.MessageType, out _) || context.ContentType?.MediaType == SystemTextJsonMessageSerializer.JsonContentType.MediaType;

    // Quorum queues count deliveries; other transports do not, and then the guard rests.
    private static long Deliveries(ReceiveContext context) =>
        context.TransportHeaders.TryGetHeader("x-delivery-count", out var value) && value is IConvertible count
            ? Convert.ToInt64(count, CultureInfo.InvariantCulture)
            : 0;
}
