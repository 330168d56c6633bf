using MassTransit;
using MassTransit.Context;

namespace IntentEngine.Messaging.Endpoints;

/// <summary>Hides the reply and fault addresses of a message: nobody of ours asks over the bus, and a foreign sender must not choose where exceptions go.</summary>
internal sealed class NoReplyFilter : IFilter<ConsumeContext>
{
    public Task Send(ConsumeContext context, IPipe<ConsumeContext> next) => next.Send(new Unanswerable(context));

    public void Probe(ProbeContext context) => context.CreateFilterScope("noReply");

    private sealed class Unanswerable(ConsumeContext context) : ConsumeContextProxy(context)
    {
        public override Uri? ResponseAddress => null;

        public override Uri? FaultAddress => null;
    }
}
