using System.Runtime.ExceptionServices;
using IntentEngine.Messaging.Endpoints;
using MassTransit;

namespace IntentEngine.Messaging.Parking;

/// <summary>Where a message goes that failed for good, or that nobody on the endpoint understands: into the table <c>parked</c>, not into a queue without an index.</summary>
internal sealed class ParkFilter(MessageParking parking, Interruption interruption, string endpoint) : IFilter<ExceptionReceiveContext>, IFilter<ReceiveContext>
{
    public async Task Send(ExceptionReceiveContext context, IPipe<ExceptionReceiveContext> next)
    {
        if (interruption.Explains(context.Exception, context)) ExceptionDispatchInfo.Throw(context.Exception);
        await parking.Park(context, endpoint, "The consumer failed.", context.Exception);
        // What could not even be read counts as skipped unless it is said to have failed, and would be parked a second time.
        if (!context.IsFaulted) await context.NotifyFaulted(context.Exception);
    }

    public Task Send(ReceiveContext context, IPipe<ReceiveContext> next) =>
        parking.Park(context, endpoint, "Nobody on this endpoint consumes this message type.", null);

    public void Probe(ProbeContext context) => context.CreateFilterScope("park");
}
