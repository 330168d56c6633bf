using System.Collections.Concurrent;
using System.Diagnostics;
using IntentEngine.Messaging.CloudEvents;
using IntentEngine.Messaging.Database;
using IntentEngine.Messaging.Direct;
using IntentEngine.Messaging.Outside;
using MassTransit;
using MassTransit.Logging;
using MassTransit.Serialization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IntentEngine.Messaging.Outbox;

/// <summary>Publishes what was just committed, many at a time, and hands confirmed rows to be deleted. What fails here is the sweeper's.</summary>
public sealed partial class OutboxDispatcher(IServiceProvider services, TimeProvider clock, MessagingMetrics metrics, ILogger<OutboxDispatcher> logger) : IDisposable
{
    /// <summary>How long a fresh row belongs to the immediate path before the sweeper may take it.</summary>
    public static readonly TimeSpan ImmediateLease = TimeSpan.FromSeconds(2);

    /// <summary>How long one send may wait for the broker's confirmation.</summary>
    private static readonly TimeSpan ConfirmTimeout = TimeSpan.FromSeconds(5);

    // A channel is only filled by many sends in flight; past this many, waiting costs nothing.
    private readonly SemaphoreSlim _inFlight = new(256);
    private readonly ConcurrentDictionary<string, Task<ISendEndpoint>> _endpoints = new();
    private readonly ConcurrentDictionary<ServiceDatabase, ConfirmedMessages> _confirmed = new();
    private readonly ConcurrentDictionary<Guid, Task> _pending = new();

    // Registered with RabbitMQ only.
    private readonly Lazy<DirectPublisher?> _direct = new(() => services.GetService<DirectPublisher>());

    /// <summary>Confirmed messages of one database, waiting to be deleted.</summary>
    internal ConfirmedMessages Confirmed(ServiceDatabase database) => _confirmed.GetOrAdd(database, _ => new ConfirmedMessages());

    /// <summary>Starts sending everything that is due; returns at once.</summary>
    internal void Dispatch(ServiceDatabase database, IReadOnlyList<OutgoingMessage> messages, DateTimeOffset now)
    {
        if (database.PublishesDirectly && _direct.Value is { } direct)
        {
            OutgoingMessage[] due = [.. messages.Where(message => !message.Delayed)];
            if (due.Length > 0) Track(due[0].MessageId, PublishThenConfirm(database, direct, due));
            return;
        }

        foreach (var message in messages)
            if (!message.Delayed) Track(message.MessageId, SendThenConfirm(database, message));
    }

    /// <inheritdoc/>
    public void Dispose() => _inFlight.Dispose();

    /// <summary>Waits until nothing is being sent.</summary>
    internal Task DrainAsync() => Task.WhenAll(_pending.Values);

    /// <summary>Sends one message; the task ends when the broker has confirmed it.</summary>
    /// <exception cref="TimeoutException">No confirmation in time; it may or may not have arrived.</exception>
    public async Task SendAsync(OutgoingMessage message)
    {
        // One limit for both waits, for a place and for the confirmation: while the broker is away nothing may pile up here.
        using var patience = new CancellationTokenSource(ConfirmTimeout, clock);
        try
        {
            await _inFlight.WaitAsync(patience.Token);
            try
            {
                await Publish(message, patience.Token);
            }
            finally
            {
                _inFlight.Release();
            }
        }
        catch (OperationCanceledException late) when (patience.IsCancellationRequested)
        {
            throw new TimeoutException($"The broker did not confirm within {ConfirmTimeout.TotalSeconds:0} s.", late);
        }
    }

    private async Task Publish(OutgoingMessage message, CancellationToken patience)
    {
        try
        {
            var endpoint = await _endpoints.GetOrAdd(message.Destination, destination =>
                services.GetRequiredService<IBus>().GetSendEndpoint(new Uri($"exchange:{destination}")));
            // MassTransit 8.4.0 uses the token to stop waiting, for a connection or a confirmation; it does not hand it to the
            // broker client, whose confirm tracking a cancelled publish would corrupt. Without it, every send that was given up
            // during an outage would still wait for the connection and then arrive once more.
            await endpoint.Send(Stored.Instance, new StoredMessagePipe(message), patience).WaitAsync(patience);
            metrics.Published();
        }
        catch
        {
            // A faulted endpoint must not be remembered.
            _endpoints.TryRemove(message.Destination, out _);
            throw;
        }
    }

    private void Track(Guid id, Task sending)
    {
        if (sending.IsCompleted) return;
        _pending[id] = sending;
        _ = sending.ContinueWith(_ => _pending.TryRemove(id, out Task? _), TaskScheduler.Default);
    }

    private async Task PublishThenConfirm(ServiceDatabase database, DirectPublisher direct, OutgoingMessage[] messages)
    {
        var batch = new PublishBatch(messages);
        await direct.Publish(batch);
        var confirmed = Confirmed(database);
        var lost = 0;
        for (var i = 0; i < messages.Length; i++)
        {
            if (batch.IsConfirmed(i)) confirmed.Add(messages[i].MessageId);
            else lost++;
        }

        metrics.Published(messages.Length - lost);
        if (lost == 0) return;
        metrics.PublishFailed(lost);
        LogSomeNotConfirmed(logger, lost, messages.Length, messages[0].MessageId, batch.Failure?.Message ?? "no answer in time");
    }

    private async Task SendThenConfirm(ServiceDatabase database, OutgoingMessage message)
    {
        try
        {
            await SendAsync(message);
            Confirmed(database).Add(message.MessageId);
        }
        catch (Exception exception)
        {
            metrics.PublishFailed();
            LogNotConfirmed(logger, message.MessageId, message.Destination, exception.GetType().Name, exception.Message);
        }
    }

    [LoggerMessage(1101, LogLevel.Warning, "Message {MessageId} to {Destination} was not confirmed ({ExceptionType}: {Reason}); the sweeper will send it again")]
    private static partial void LogNotConfirmed(ILogger logger, Guid messageId, string destination, string exceptionType, string reason);

    [LoggerMessage(1102, LogLevel.Warning, "{Lost} of {Count} messages that were committed together, {MessageId} the first, were not confirmed ({Reason}); the sweeper will send them again")]
    private static partial void LogSomeNotConfirmed(ILogger logger, int lost, int count, Guid messageId, string reason);

    /// <summary>Stands in for the message: the bytes are already written.</summary>
    private sealed class Stored
    {
        public static readonly Stored Instance = new();
    }

    private sealed class StoredMessagePipe(OutgoingMessage message) : IPipe<SendContext<Stored>>
    {
        public Task Send(SendContext<Stored> context)
        {
            context.MessageId = message.MessageId;
            context.SupportedMessageTypes = [message.MessageType];
            context.Headers.Set(MessageHeaders.MessageType, message.MessageType);
            context.Headers.Set(MessageHeaderNames.Organization, message.OrganizationId.ToString());
            CloudEventHeaders.Write(message, context.Headers.Set);
            // The sweeper sends outside the change's activity; the receiver then continues from here.
            if (message.TraceParent is { } trace && Activity.Current is null) context.Headers.Set(DiagnosticHeaders.ActivityId, trace);
            context.Durable = true;
            // An unroutable message comes back as an error instead of being confirmed and lost.
            if (context.TryGetPayload<RabbitMqSendContext>(out var rabbit))
            {
                rabbit.Mandatory = message.Mandatory;
                rabbit.RoutingKey = OutsideExchanges.RoutingKey(message.OrganizationId, message.Destination);
            }

            context.Serializer = new CopyBodySerializer(SystemTextJsonRawMessageSerializer.JsonContentType, new BytesMessageBody(message.Body));
            return Task.CompletedTask;
        }

        public void Probe(ProbeContext context) => context.CreateScope("outbox");
    }
}
