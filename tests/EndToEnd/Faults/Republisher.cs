using System.Collections.Concurrent;
using IntentEngine.EndToEnd.Clusters;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace IntentEngine.EndToEnd.Faults;

/// <summary>Stands between exchanges and queues: every message goes through it, some more than once, some late, so that order is lost too (specification: reliability §5.4, T13).</summary>
/// <remarks>
/// Each queue of the engine is fed by one exchange of the same name. The binding between the two is replaced by one to a queue
/// of our own, from which messages are put into the engine's queue directly. A message is taken only after all its copies are in.
/// </remarks>
internal sealed class Republisher : IAsyncDisposable
{
    private const double Repeated = 0.3;
    private const double Held = 0.3;
    private static readonly TimeSpan LongestHold = TimeSpan.FromSeconds(2);

    private readonly IConnection _connection;
    private readonly IChannel _channel;
    private readonly IReadOnlyList<string> _queues;
    private readonly Random _random;
    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<ulong, Task> _forwarding = new();
    private int _seen;
    private int _copies;
    private int _late;

    private Republisher(IConnection connection, IChannel channel, IReadOnlyList<string> queues, int seed)
    {
        _connection = connection;
        _channel = channel;
        _queues = queues;
        _random = new Random(seed);
    }

    /// <summary>Messages that came by.</summary>
    public int Seen => _seen;

    /// <summary>Copies made beyond the first.</summary>
    public int Copies => _copies;

    /// <summary>Messages that were held back while later ones went on.</summary>
    public int Late => _late;

    /// <summary>Steps between the exchanges and the queues.</summary>
    public static async Task<Republisher> StartAsync(Cluster cluster, int seed, params IReadOnlyList<string> queues)
    {
        var connection = await new ConnectionFactory { Uri = cluster.Broker.Uri, ConsumerDispatchConcurrency = 64 }.CreateConnectionAsync();
        var channel = await connection.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true, consumerDispatchConcurrency: 64));
        var republisher = new Republisher(connection, channel, queues, seed);
        foreach (var queue in queues) await republisher.StepBetween(queue);
        return republisher;
    }

    /// <summary>Steps out again; what is held goes on first.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var queue in _queues)
        {
            await _channel.QueueBindAsync(queue, queue, "");
            await _channel.QueueUnbindAsync(Between(queue), queue, "");
        }

        // Nothing new comes; everything that came is on its way.
        while (!_forwarding.IsEmpty || await Waiting() > 0) await Task.WhenAll([.. _forwarding.Values, Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System)]);
        foreach (var queue in _queues) await _channel.QueueDeleteAsync(Between(queue));
        await _connection.DisposeAsync();
    }

    private static string Between(string queue) => $"between-{queue}";

    private async Task<uint> Waiting()
    {
        uint waiting = 0;
        foreach (var queue in _queues) waiting += await _channel.MessageCountAsync(Between(queue));
        return waiting;
    }

    private async Task StepBetween(string queue)
    {
        await _channel.QueueDeclareAsync(Between(queue), durable: true, exclusive: false, autoDelete: false);
        var consumer = new AsyncEventingBasicConsumer(_channel);
        consumer.ReceivedAsync += (_, delivery) => Forward(queue, delivery);
        await _channel.BasicConsumeAsync(Between(queue), autoAck: false, consumer);
        await _channel.QueueBindAsync(Between(queue), queue, "");
        await _channel.QueueUnbindAsync(queue, queue, "");
    }

    private Task Forward(string queue, BasicDeliverEventArgs delivery)
    {
        // The delivery's memory belongs to the client and is reused after this returns.
        var (tag, body, properties) = (delivery.DeliveryTag, delivery.Body.ToArray(), new BasicProperties(delivery.BasicProperties));
        Interlocked.Increment(ref _seen);
        _forwarding[tag] = ForwardAndTake(queue, tag, body, properties);
        return Task.CompletedTask;
    }

    private async Task ForwardAndTake(string queue, ulong tag, byte[] body, BasicProperties properties)
    {
        await Task.Yield();
        var (holds, first) = Plan();
        await Hold(first);
        await Task.WhenAll(holds.Select(async hold =>
        {
            await Hold(hold);
            await _channel.BasicPublishAsync("", queue, mandatory: true, properties, body);
        }));
        await _channel.BasicAckAsync(tag, multiple: false);
        _forwarding.TryRemove(tag, out _);
    }

    /// <summary>How long to hold each copy beyond the first hold, which all of them share.</summary>
    private (List<TimeSpan> Holds, TimeSpan First) Plan()
    {
        lock (_gate)
        {
            var first = _random.NextDouble() < Held ? LongestHold * _random.NextDouble() : TimeSpan.Zero;
            List<TimeSpan> holds = [TimeSpan.Zero];
            if (_random.NextDouble() < Repeated)
            {
                for (var copy = _random.Next(1, 4); copy > 0; copy--) holds.Add(LongestHold * _random.NextDouble());
            }

            if (first > TimeSpan.Zero) _late++;
            _copies += holds.Count - 1;
            return (holds, first);
        }
    }

    private static Task Hold(TimeSpan time) => time == TimeSpan.Zero ? Task.CompletedTask : Task.Delay(time, TimeProvider.System);
}
