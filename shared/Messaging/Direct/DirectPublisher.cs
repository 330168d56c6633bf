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
        if (_session is { } session) await session.DisposeAsync();
    }

    private async Task Work()
    {
        await foreach (var batch in _waiting.Reader.ReadAllAsync())
        {
            if (batch.IsGivenUp) continue;
            PublishSession session;
            try
            {
                session = await Session();
            }
            catch (Exception exception)
            {
                // The broker is away.
                batch.FailAll(exception);
                continue;
            }

            await session.Publish(batch);
        }
    }

    private async Task<PublishSession> Session()
    {
        if (_session is { IsOpen: true } open) return open;
        if (_session is { } closed) await closed.DisposeAsync();
        _session = null;
        return _session = await PublishSession.Open(_options);
    }
}
