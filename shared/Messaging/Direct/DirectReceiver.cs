using IntentEngine.Messaging.Endpoints;
using IntentEngine.Messaging.Parking;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace IntentEngine.Messaging.Direct;

/// <summary>Consumes one queue without a pipeline per message, with the same promises: acknowledged when handled, parked when poison, back to the queue when the process stops.</summary>
/// <remarks>MassTransit's pipeline costs more per message than the broker and the database together (specification: reliability §0.6); where completions are routed that is the bottleneck.</remarks>
internal sealed partial class DirectReceiver(MessageEndpoint endpoint, IDirectHandler handler, MessageParking parking, EndpointActivity activity, MessagingOptions options, TimeProvider clock, ILogger<DirectReceiver> logger)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);

    private readonly DirectDelivery _delivery = new(endpoint.Name, handler, parking, activity.Of(endpoint.Name), clock);
    private readonly TaskCompletionSource _consuming = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _inHand;

    /// <summary>Ends when the queue is there and consumed: who sends a command to a process that has started must not find nobody. After a minute without a broker the process starts nevertheless.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await base.StartAsync(cancellationToken);
        await _consuming.Task.WaitAsync(StartTimeout, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Consume(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                // The broker may be away for a while; what is in the queue waits for it.
                LogLost(logger, endpoint.Name, exception.GetType().Name, exception.Message);
            }

            await Task.Delay(Pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // Until the connection or the channel ends, or the process stops.
    private async Task Consume(CancellationToken stop)
    {
        // Deliveries are handed on in their order and handled at once.
        await using var connection = await DirectConnection.Open(options, endpoint.Name, 1, stop);
        await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(false, false, null, 1), stop);
        await Declare(channel, stop);
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        channel.ChannelShutdownAsync += (_, _) => End(ended);
        var acknowledgements = new Acknowledgements(
            (to, multiple) => channel.BasicAckAsync(to, multiple, CancellationToken.None), back => channel.BasicNackAsync(back, multiple: false, requeue: true, CancellationToken.None), endpoint.Concurrency);
        var acknowledging = acknowledgements.Run();
        _ = acknowledging.ContinueWith(_ => ended.TrySetResult(), TaskScheduler.Default);
        var consumer = new AsyncEventingBasicConsumer(channel);
        using var giveUp = new CancellationTokenSource();
        var givenUp = giveUp.Token;
        consumer.ReceivedAsync += (_, delivery) =>
        {
            acknowledgements.Received();
            Interlocked.Increment(ref _inHand);
            _ = Receive(acknowledgements, Keep(delivery), givenUp);
            return Task.CompletedTask;
        };
        // The broker cancels consumers of a queue that is deleted or loses its leader.
        consumer.UnregisteredAsync += (_, _) => End(ended);
        var tag = await channel.BasicConsumeAsync(endpoint.Name, autoAck: false, consumer, stop);
        _consuming.TrySetResult();

        try
        {
            await using (stop.Register(() => ended.TrySetResult())) await ended.Task;
            if (channel.IsOpen) await channel.BasicCancelAsync(tag, cancellationToken: CancellationToken.None);
            await Drain(channel);
        }
        finally
        {
            acknowledgements.Complete();
            await acknowledging.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            // What is not finished by now comes again over another channel.
            await giveUp.CancelAsync();
        }
    }

    // The client takes the body back when its event has returned.
    private static BasicDeliverEventArgs Keep(BasicDeliverEventArgs delivery) => new(
        delivery.ConsumerTag, delivery.DeliveryTag, delivery.Redelivered, delivery.Exchange, delivery.RoutingKey, delivery.BasicProperties, delivery.Body.ToArray(), delivery.CancellationToken);

    // What is in hand is finished and acknowledged before the channel goes.
    private async Task Drain(IChannel channel)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10), clock);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20), clock);
        while (channel.IsOpen && Volatile.Read(ref _inHand) > 0 && !patience.IsCancellationRequested) await timer.WaitForNextTickAsync(CancellationToken.None);
    }

    private async Task Declare(IChannel channel, CancellationToken stop)
    {
        await channel.ExchangeDeclareAsync(endpoint.Name, ExchangeType.Fanout, durable: true, cancellationToken: stop);
        await channel.QueueDeclareAsync(endpoint.Name, durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?> { ["x-queue-type"] = "quorum" }, cancellationToken: stop);
        await channel.QueueBindAsync(endpoint.Name, endpoint.Name, "", cancellationToken: stop);
        foreach (var exchange in endpoint.Exchanges)
        {
            await channel.ExchangeDeclareAsync(exchange, ExchangeType.Fanout, durable: true, cancellationToken: stop);
            await channel.QueueBindAsync(endpoint.Name, exchange, "", cancellationToken: stop);
        }

        await channel.BasicQosAsync(0, (ushort)Math.Min(endpoint.Concurrency, ushort.MaxValue), false, stop);
    }

    private async Task Receive(Acknowledgements acknowledgements, BasicDeliverEventArgs delivery, CancellationToken giveUp)
    {
        try
        {
            await _delivery.Handle(delivery, giveUp);
            acknowledgements.End(delivery.DeliveryTag, handled: true);
        }
        catch (OperationCanceledException) when (giveUp.IsCancellationRequested)
        {
            // Unacknowledged: the broker gives it to the next one.
        }
        catch (Exception exception)
        {
            // Neither handled nor parked: it comes again.
            LogNotDone(logger, endpoint.Name, exception.GetType().Name, exception.Message);
            acknowledgements.End(delivery.DeliveryTag, handled: false);
        }
        finally
        {
            Interlocked.Decrement(ref _inHand);
        }
    }

    private static Task End(TaskCompletionSource ended)
    {
        ended.TrySetResult();
        return Task.CompletedTask;
    }

    [LoggerMessage(1151, LogLevel.Warning, "Queue {Queue} cannot be consumed for the moment ({ExceptionType}: {Reason})")]
    private static partial void LogLost(ILogger logger, string queue, string exceptionType, string reason);

    [LoggerMessage(1152, LogLevel.Warning, "A message of {Queue} was not finished ({ExceptionType}: {Reason}); it comes again")]
    private static partial void LogNotDone(ILogger logger, string queue, string exceptionType, string reason);
}
