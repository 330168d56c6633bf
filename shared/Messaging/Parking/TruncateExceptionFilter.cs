using System.Runtime.ExceptionServices;
using MassTransit;

namespace IntentEngine.Messaging.Parking;

/// <summary>Rethrows oversized exceptions in a short form before anything copies them into message headers.</summary>
internal sealed class TruncateExceptionFilter : IFilter<ConsumeContext>
{
    public async Task Send(ConsumeContext context, IPipe<ConsumeContext> next)
    {
        try
        {
            await next.Send(context);
        }
        catch (Exception exception)
        {
            var shortened = TruncatedException.Shorten(exception);
            if (ReferenceEquals(shortened, exception)) ExceptionDispatchInfo.Throw(exception);
            throw shortened;
        }
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("truncateException");
}
