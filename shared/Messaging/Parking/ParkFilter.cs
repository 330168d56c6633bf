using System.Runtime.ExceptionServices;
using MassTransit;

namespace IntentEngine.Messaging.Parking;

/// <summary>Where a message goes that failed for good, or that nobody on the endpoint understands: into the table <c>parked</c>, not into a queue without an index.</summary>
internal sealed class ParkFilter(MessageParking parking, string endpoint) : IFilter<ExceptionReceiveContext>, IFilter<ReceiveContext>
{
    public Task Send(ExceptionReceiveContext context, IPipe<ExceptionReceiveContext> next)
    {
        // A consumer that was interrupted by the process stopping has not failed; thrown on, the message goes back to its queue.
        if (context.Exception is OperationCanceledException) ExceptionDispatchInfo.Throw(context.Exception);
        return parking.Park(context, endpoint, "The consumer failed.", context.Exception);
    }

    public Task Send(ReceiveContext context, IPipe<ReceiveContext> next) =>
        parking.Park(context, endpoint, "Nobody on this endpoint consumes this message type.", null);

    public void Probe(ProbeContext context) => context.CreateFilterScope("park");
}
