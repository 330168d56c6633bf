using System.Threading.Channels;

namespace IntentEngine.Messaging.Direct;

/// <summary>Publishes stored messages with confirmation, batch after batch in the order they come, in the form MassTransit gives them. What fails here is the sweeper's, which goes through MassTransit.</summary>
internal sealed class DirectPublisher : IAsyncDisposable
{
    private static readonly TimeSpan ConfirmTimeout = TimeSpan.FromSeconds(5);

    private readonly Channel<PublishBatch> _waiting = Channel.CreateUnbounded<PublishBatch>(new UnboundedChannelOptions { SingleReader = true });
    private readonly MessagingOptions _options;
    private readonly TimeProvider _clock;
    private readonly Task _work;
    private PublishSession? _session;

    public DirectPublisher(MessagingOptions options, TimeProvider clock)
    {
        (_options, _clock) = (options, clock);
        _work = Work();
    }

    /// <summary>Ends when the broker has confirmed or refused each message, or after five seconds, whatever comes first. Then what is not confirmed may or may not have arrived.</summary>
    public async Task Publish(PublishBatch batch)
    {
        if (!_waiting.Writer.TryWrite(batch)) batch.FailAll(new ObjectDisposedException(nameof(DirectPublisher)));
        await batch.Settled.WaitAsync(ConfirmTimeout, _clock).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        // While the broker is stuck the batch may wait here long; its messages may not.
        batch.GiveUp();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _work.WaitAsync(ConfirmTimeout, _clock).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_session is { } session) await End(session);
    }

    // The client can hang in a connection that broke; what hangs keeps nothing of the next session.
    private static async Task End(PublishSession session) =>
        await session.DisposeAsync().AsTask().WaitAsync(ConfirmTimeout, TimeProvider.System).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private static async Task EndWhenOpen(Task<PublishSession> late)
    {
        await ((Task)late).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (late.IsCompletedSuccessfully) await End(await late);
    }

    private async Task Work()
    {
        await foreach (var batch in _waiting.Reader.ReadAllAsync())
        {
            if (batch.IsGivenUp) continue;
            try
            {
                var session = await Session();
                await session.Publish(batch).WaitAsync(ConfirmTimeout, _clock);
            }
            catch (Exception exception)
            {
                // The broker is away or stuck: the next batch has a session of its own.
                Leave();
                batch.FailAll(exception);
            }
        }
    }

    private async Task<PublishSession> Session()
    {
        if (_session is { IsOpen: true } open) return open;
        Leave();
        var opening = PublishSession.Open(_options);
        try
        {
            return _session = await opening.WaitAsync(ConfirmTimeout, _clock);
        }
        catch (TimeoutException)
        {
            _ = EndWhenOpen(opening);
            throw;
        }
    }

    private void Leave()
    {
        if (_session is { } left) _ = End(left);
        _session = null;
    }
}
