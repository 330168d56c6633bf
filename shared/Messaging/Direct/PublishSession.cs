using System.Text;
using IntentEngine.Messaging.CloudEvents;
using IntentEngine.Messaging.Outbox;
using IntentEngine.Messaging.Outside;
using MassTransit;
using MassTransit.Logging;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace IntentEngine.Messaging.Direct;

/// <summary>One channel to publish over, one batch after the other; confirmations come while the next is on its way. Once closed it stays so.</summary>
internal sealed class PublishSession : IAsyncDisposable
{
    private readonly IConnection _connection;
    private readonly IChannel _channel;
    private readonly Unconfirmed _unconfirmed = new();
    private readonly HashSet<string> _exchanges = [];

    // Filled anew for each message: it is on its way in bytes before the next one is looked at.
    private readonly Dictionary<string, object?> _headers = new(8);
    private readonly BasicProperties _properties;
    private (Guid Organization, byte[] Text) _organization;

    private PublishSession(IConnection connection, IChannel channel)
    {
        (_connection, _channel) = (connection, channel);
        _properties = new BasicProperties { ContentType = "application/json", DeliveryMode = DeliveryModes.Persistent, Headers = _headers };
        channel.BasicAcksAsync += (_, confirmed) => Settle(confirmed.DeliveryTag, confirmed.Multiple, null);
        channel.BasicNacksAsync += (_, refused) => Settle(refused.DeliveryTag, refused.Multiple, new RabbitMQ.Client.Exceptions.PublishException(refused.DeliveryTag, isReturn: false));
        channel.BasicReturnAsync += (_, returned) =>
        {
            _unconfirmed.Returned(returned.BasicProperties.MessageId);
            return Task.CompletedTask;
        };
        channel.ChannelShutdownAsync += (_, reason) =>
        {
            _unconfirmed.Close(new AlreadyClosedException(reason));
            return Task.CompletedTask;
        };
    }

    public bool IsOpen => _channel.IsOpen && !_unconfirmed.IsClosed;

    public static async Task<PublishSession> Open(MessagingOptions options)
    {
        var connection = await DirectConnection.Open(options, "publisher", 1, CancellationToken.None);
        try
        {
            return new PublishSession(connection, await connection.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: false)));
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Publishes a batch; ends when it is on its way. What cannot be sent fails, and this session with it: its sequence numbers would no longer be the broker's.</summary>
    public async Task Publish(PublishBatch batch)
    {
        var noted = 0;
        try
        {
            for (; noted < batch.Count && batch[noted] is { } message;)
            {
                // Publishing to an exchange that does not exist closes the channel with everything in flight on it.
                if (!_exchanges.Contains(message.Destination) && await Declare(message.Destination) is { } refused)
                {
                    batch.Fail(refused);
                    noted++;
                    continue;
                }

                await _unconfirmed.Room();
                _unconfirmed.Add(batch, noted++);
                Describe(message);
                // Without a token: a cancelled publish would leave half a frame (specification: reliability §0.8).
                await _channel.BasicPublishAsync(message.Destination, OutsideExchanges.RoutingKey(message.OrganizationId, message.Destination), message.Mandatory, _properties, message.Body, CancellationToken.None);
            }
        }
        catch (Exception exception)
        {
            _unconfirmed.Close(exception);
            for (; noted < batch.Count; noted++) batch.Fail(exception);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _channel.DisposeAsync();
        await _connection.DisposeAsync();
        _unconfirmed.Close(new ObjectDisposedException(nameof(PublishSession)));
        _unconfirmed.Dispose();
    }

    // In the form that MassTransit gives them.
    private void Describe(OutgoingMessage message)
    {
        if (_organization.Organization != message.OrganizationId) _organization = (message.OrganizationId, Encoding.UTF8.GetBytes(message.OrganizationId.ToString()));
        _headers.Clear();
        _headers[MessageHeaders.MessageType] = message.MessageType;
        _headers[MessageHeaderNames.Organization] = _organization.Text;
        CloudEventHeaders.Write(message, (name, value) => _headers[name] = value);
        if (message.TraceParent is { } trace) _headers[DiagnosticHeaders.ActivityId] = trace;
        _properties.MessageId = message.MessageId.ToString();
    }

    private Task Settle(ulong sequence, bool multiple, Exception? why)
    {
        _unconfirmed.Settle(sequence, multiple, why);
        return Task.CompletedTask;
    }

    // On a channel of its own, which a refusal closes; it is no concern of the other messages.
    private async Task<Exception?> Declare(string exchange)
    {
        try
        {
            await using var own = await _connection.CreateChannelAsync();
            await own.ExchangeDeclareAsync(exchange, ExchangeType.Fanout, durable: true);
            _exchanges.Add(exchange);
            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
    }
}
