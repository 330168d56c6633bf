using System.Globalization;
using IntentEngine.Messaging.Parking;
using MassTransit;

namespace IntentEngine.Messaging.Endpoints;

/// <summary>First in line on every endpoint: notes that something arrived, and parks what must not reach a consumer or would come back for ever.</summary>
internal sealed class ReceiveGuard(EndpointActivity.State activity, MessageParking parking, Interruption interruption, string endpoint) : IFilter<ReceiveContext>
{
    /// <summary>Deliveries after which a message counts as one that takes the process down with it.</summary>
    private const long MostDeliveries = 20;

    /// <summary>Largest body that is read; larger things belong in a store, with the message naming them.</summary>
    private const int MostBytes = 4 * 1024 * 1024;

    public async Task Send(ReceiveContext context, IPipe<ReceiveContext> next)
    {
        activity.Received();
        try
        {
            if (Objection(context) is { } reason) await parking.Park(context, endpoint, reason, null);
            else await next.Send(context);
        }
        catch (OperationCanceledException cancelled) when (!interruption.Explains(cancelled, context))
        {
            // MassTransit lets cancellations pass by the error pipe; the message would only come back to be cancelled again.
            await parking.Park(context, endpoint, "The consumer was cancelled, although nothing is stopping.", cancelled);
        }
        finally
        {
            activity.Done();
        }
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("receiveGuard");

    private static string? Objection(ReceiveContext context) =>
        Deliveries(context) > MostDeliveries ? $"Delivered more than {MostDeliveries} times without being finished."
        : context.GetMessageId() is null ? "Expected a message id, by which a repeated delivery is recognised; came none. Set the property message_id to a UUID."
        : context.Body.Length > MostBytes ? $"Expected a body of at most {MostBytes} bytes; came {context.Body.Length}."
        : null;

    // Quorum queues count deliveries; other transports do not, and then the guard rests.
    private static long Deliveries(ReceiveContext context) =>
        context.TransportHeaders.TryGetHeader("x-delivery-count", out var value) && value is IConvertible count
            ? Convert.ToInt64(count, CultureInfo.InvariantCulture)
            : 0;
}
