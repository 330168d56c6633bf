using MassTransit;
using Microsoft.Extensions.Hosting;

namespace IntentEngine.Messaging.Endpoints;

/// <summary>Tells a consumer that was interrupted by the process stopping, whose message goes back to its queue, from one that failed.</summary>
internal sealed class Interruption(IHostApplicationLifetime lifetime)
{
    /// <summary>Whether stopping explains the failure. MassTransit hides a consumer's cancellation in an exception of its own.</summary>
    public bool Explains(Exception exception, ReceiveContext context) =>
        exception is OperationCanceledException or ConsumerCanceledException
        && (lifetime.ApplicationStopping.IsCancellationRequested || context.CancellationToken.IsCancellationRequested);
}
