using System.Collections.Concurrent;
using System.Text;
using IntentEngine.Messaging.CloudEvents;
using IntentEngine.Messaging.Outbox;
using IntentEngine.Messaging.Outside;
using MassTransit;
using RabbitMQ.Client;

namespace IntentEngine.Messaging.Direct;

/// <summary>Publishes stored messages with confirmation, many in flight on one channel, in the form MassTransit gives them. What fails here is the sweeper's, which goes through MassTransit.</summary>
internal sealed class DirectPublisher(MessagingOptions options) : IAsyncDisposable
{
    private static readonly TimeSpan ConfirmTimeout = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _opening = new(1);
    private Session? _session;

    /// <summary>Ends when the broker has confirmed the message.</summary>
    /// <exception cref="TimeoutException">No confirmation in time; it may or may not have arrived.</exception>
    public async Task Publish(OutgoingMessage message, TimeProvider clock)
    {
        var session = _session is { IsOpen: true } open ? open : await Open().WaitAsync(ConfirmTimeout, clock);
        if (!await session.Places.WaitAsync(ConfirmTimeout)) throw new TimeoutException("The broker is not taking messages.");
        await PublishThenLeave(session, message).WaitAsync(ConfirmTimeout, clock);
    }

    // Without a token: a cancelled publish would corrupt the client's confirm tracking (specification: reliability §0.8).
    private static async Task PublishThenLeave(Session session, OutgoingMessage message)
    {
        try
        {
            await session.Publish(message);
        }
        finally
        {
            session.Places.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_session is { } session) await Dispose(session);
    }

    // The client can hang in a connection that broke.
    private static async Task Dispose(Session session) =>
        await session.DisposeAsync().AsTask().WaitAsync(ConfirmTimeout, TimeProvider.System).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private async Task<Session> Open()
    {
        await _opening.WaitAsync();
        try
        {
            if (_session is { IsOpen: true } opened) return opened;
            if (_session is { } closed) _ = Dispose(closed);
            _session = null;
            return _session = await Session.Open(options);
        }
        finally
        {
            _opening.Release();
        }
    }

    private sealed class Session(IConnection connection, IChannel channel) : IAsyncDisposable
    {
        private readonly ConcurrentDictionary<string, Task> _exchanges = new();

        public bool IsOpen => channel.IsOpen && connection.IsOpen;

        /// <summary>Kept until the publish itself ends, so that nothing piles up here while the broker is stuck. What hangs in a session that broke keeps no place of the next.</summary>
        public SemaphoreSlim Places { get; } = new(1024);

        public static async Task<Session> Open(MessagingOptions options)
        {
            var connection = await DirectConnection.Open(options, "publisher", 1, CancellationToken.None);
            try
            {
                return new Session(connection, await connection.CreateChannelAsync(new CreateChannelOptions(true, true)));
            }
            catch
            {
                await connection.DisposeAsync();
                throw;
            }
        }

        public async Task Publish(OutgoingMessage message)
        {
            // Publishing to an exchange that does not exist closes the channel with everything in flight on it.
            await _exchanges.GetOrAdd(message.Destination, Declare);
            var headers = new Dictionary<string, object?>(8)
            {
                [MessageHeaders.MessageType] = Encoding.UTF8.GetBytes(message.MessageType),
                [MessageHeaderNames.Organization] = Encoding.UTF8.GetBytes(message.OrganizationId.ToString()),
            };
            CloudEventHeaders.Write(message, (name, value) => headers[name] = value);
            if (message.TraceParent is { } trace) headers[MassTransit.Logging.DiagnosticHeaders.ActivityId] = Encoding.UTF8.GetBytes(trace);
            var properties = new BasicProperties
            {
                MessageId = message.MessageId.ToString(),
                ContentType = "application/json",
                DeliveryMode = DeliveryModes.Persistent,
                Headers = headers,
            };
            await channel.BasicPublishAsync(message.Destination, OutsideExchanges.RoutingKey(message.OrganizationId, message.Destination), message.Mandatory, properties, message.Body, CancellationToken.None);
        }

        public async ValueTask DisposeAsync()
        {
            await channel.DisposeAsync();
            await connection.DisposeAsync();
        }

        // On a channel of its own, which a refusal closes.
        private async Task Declare(string exchange)
        {
            try
            {
                await using var own = await connection.CreateChannelAsync();
                await own.ExchangeDeclareAsync(exchange, ExchangeType.Fanout, durable: true);
            }
            catch
            {
                _exchanges.TryRemove(exchange, out _);
                throw;
            }
        }
    }
}
