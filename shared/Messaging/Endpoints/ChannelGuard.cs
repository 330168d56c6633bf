using MassTransit;
using MassTransit.RabbitMqTransport;
using Microsoft.Extensions.Hosting;
using RabbitMQ.Client.Events;

namespace IntentEngine.Messaging.Endpoints;

/// <summary>Around everything an endpoint does on a channel: in whatever way the channel is lost, the endpoint connects again.</summary>
/// <remarks>
/// MassTransit 8.4.0 does not in two cases. A broker that takes longer to answer than the client waits is reported as a cancellation,
/// and cancelled endpoints are given up. And it waits without limit for a consumer to be ready, which one never is whose
/// channel closes in the moment the broker confirms it; then stopping waits, too.
/// </remarks>
internal sealed class ChannelGuard(IHostApplicationLifetime lifetime, TimeSpan patience) : IFilter<ChannelContext>
{
    /// <summary>How long what is in hand may take to end after its channel has closed. It cannot be acknowledged any more, and the broker has given it to others.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public async Task Send(ChannelContext context, IPipe<ChannelContext> next)
    {
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task Note(object sender, ShutdownEventArgs reason)
        {
            closed.TrySetResult();
            return Task.CompletedTask;
        }

        // Told at once when it has closed already.
        context.Channel.ChannelShutdownAsync += Note;
        try
        {
            await Watched(next.Send(context), closed.Task);
        }
        catch (OperationCanceledException cancelled) when (!lifetime.ApplicationStopping.IsCancellationRequested)
        {
            throw new RabbitMqConnectionException("The channel was lost, or the broker did not answer in time.", cancelled);
        }
        finally
        {
            context.Channel.ChannelShutdownAsync -= Note;
        }
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("channelGuard");

    private async Task Watched(Task work, Task closed)
    {
        await Task.WhenAny(work, closed);
        await work.WaitAsync(work.IsCompleted ? Timeout.InfiniteTimeSpan : patience, TimeProvider.System).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (work.IsCompleted)
        {
            await work;
            return;
        }

        _ = work.ContinueWith(static late => late.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        throw new RabbitMqConnectionException("The channel closed, and what used it did not end.");
    }
}
