using IntentEngine.Messaging.Parking;
using MassTransit;

namespace IntentEngine.Messaging.Endpoints;

/// <summary>First in line on every endpoint: notes that something arrived, and parks a message that keeps killing its consumer before it does so again.</summary>
internal sealed class ReceiveGuard(EndpointActivity.State activity, MessageParking parking, string endpoint) : IFilter<ReceiveContext>
{
    /// <summary>Deliveries after which a message counts as one that takes the process down with it.</summary>
    private const long MostDeliveries = 20;

    public async Task Send(ReceiveContext context, IPipe<ReceiveContext> next)
    {
        activity.Received();
        try
        {
            if (Deliveries(context) > MostDeliveries)
            {
                await parking.Park(context, endpoint, $"Delivered more than {MostDeliveries} times without being finished.", null);
                return;
            }

            await next.Send(context);
        }
        finally
        {
            activity.Done();
        }
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("receiveGuard");

    // Quorum queues count deliveries; other transports do not, and then the guard rests.
    private static long Deliveries(ReceiveContext context) =>
        context.TransportHeaders.TryGetHeader("x-delivery-count", out var value) && value is IConvertible count
            ? Convert.ToInt64(count, System.Globalization.CultureInfo.InvariantCulture)
            : 0;
}
