using System.Text;
using System.Text.Json;
using IntentEngine.Messaging.Database;
using MassTransit;
using Microsoft.Extensions.Logging;
using Npgsql;
using Polly;
using Polly.Retry;

namespace IntentEngine.Messaging.Parking;

/// <summary>Keeps poison messages where they can be searched, judged and sent again.</summary>
public sealed partial class MessageParking(ServiceDatabase database, MessagingMetrics metrics, ILogger logger)
{
    private const int MostHeaderCharacters = 512;

    // A message that was parked but not acknowledged comes again; it is still one parked message.
    private const string Insert = """
        insert into parked (id, organization_id, endpoint, message_id, message_type, reason, exception_type, exception_text, headers, body, attempts, parked_at)
        select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12
        where not exists (select from parked where organization_id = $2 and endpoint = $3 and message_id = $4 and body = $10 and state = 'parked')
        """;

    private const string Requeue = """
        with found as (update parked set state = 'requeued' where id = $1 and state = 'parked' returning *)
        insert into outbox (message_id, organization_id, due, destination, message_type, body)
        select coalesce(message_id, id), organization_id, $2, endpoint, coalesce(message_type, ''), body from found
        """;

    // While the database is away the message waits here, unacknowledged, as it would in its consumer.
    private readonly ResiliencePipeline _patience = new ResiliencePipelineBuilder { TimeProvider = database.Clock }
        .AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<Exception>(TransientFaults.IsTransient),
            MaxRetryAttempts = 100,
            BackoffType = DelayBackoffType.Exponential,
            Delay = TimeSpan.FromMilliseconds(50),
            MaxDelay = TimeSpan.FromSeconds(5),
            UseJitter = true,
        })
        .Build();

    /// <summary>Puts a message aside. Waits while the database is away, and throws when it stays away or the process stops, so that the broker keeps the message.</summary>
    internal Task Park(ReceiveContext context, string endpoint, string reason, Exception? exception) =>
        Park(new ParkedDelivery(context.GetMessageId(), context.TransportHeaders.GetAll(), context.GetBody(), context.Redelivered), endpoint, reason, exception, context.CancellationToken);

    /// <summary>The same for a delivery that did not come through MassTransit.</summary>
    internal async Task Park(ParkedDelivery delivery, string endpoint, string reason, Exception? exception, CancellationToken stop)
    {
        var headers = Headers(delivery.Headers);
        var now = database.Clock.GetUtcNow();
        var exceptionType = (exception as TruncatedException)?.OriginalType ?? exception?.GetType().FullName;
        var written = await _patience.ExecuteAsync(async cancel =>
        {
            await using var command = database.Worker.CreateCommand(Insert);
            command.Parameters.Add(Parameter.Uuid(Guid.CreateVersion7(now)));
            command.Parameters.Add(Parameter.Uuid(Organization(headers)));
            command.Parameters.Add(Parameter.Text(endpoint));
            command.Parameters.Add(Parameter.Uuid(delivery.MessageId));
            command.Parameters.Add(Parameter.Text(headers.GetValueOrDefault(MessageHeaders.MessageType)));
            command.Parameters.Add(Parameter.Text(reason));
            command.Parameters.Add(Parameter.Text(exceptionType));
            command.Parameters.Add(Parameter.Text(exception is null ? null : StorableText.Of(exception.ToString(), TruncatedException.MostCharacters)));
            command.Parameters.Add(Parameter.JsonText(JsonSerializer.Serialize(headers)));
            command.Parameters.Add(Parameter.Bytes(delivery.Body));
            command.Parameters.Add(Parameter.Whole(delivery.Redelivered ? 2 : 1));
            command.Parameters.Add(Parameter.Time(now));
            return await command.ExecuteNonQueryAsync(cancel);
        }, stop);
        if (written == 0) return;
        metrics.Parked(endpoint);
        LogParked(logger, delivery.MessageId, endpoint, reason, exceptionType);
    }

    /// <summary>Sends a parked message again, with its own id, to the endpoint it came from.</summary>
    /// <returns>False: there is no such parked message, it was sent again already, or its first sending is not yet off the outbox (then try again shortly). Nothing was changed.</returns>
    public async Task<bool> RequeueAsync(Guid id, CancellationToken cancel)
    {
        await using var command = database.Worker.CreateCommand(Requeue);
        command.Parameters.Add(Parameter.Uuid(id));
        command.Parameters.Add(Parameter.Time(database.Clock.GetUtcNow()));
        try
        {
            return await command.ExecuteNonQueryAsync(cancel) == 1;
        }
        catch (PostgresException stillThere) when (stillThere.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return false;
        }
    }

    // RabbitMQ lists some headers twice, once as a property and once as written, and texts as bytes.
    private static Dictionary<string, string> Headers(IEnumerable<KeyValuePair<string, object>> came)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in came)
            headers[StorableText.Of(name, MostHeaderCharacters)] = StorableText.Of(value is byte[] bytes ? Encoding.UTF8.GetString(bytes) : value?.ToString() ?? "", MostHeaderCharacters);
        return headers;
    }

    // A message without an organization is nobody's: it is parked under the empty id, which no token carries.
    private static Guid Organization(Dictionary<string, string> headers) =>
        Guid.TryParse(headers.GetValueOrDefault(MessageHeaderNames.Organization), out var organization) ? organization : Guid.Empty;

    [LoggerMessage(1131, LogLevel.Error, "Message {MessageId} on {Endpoint} was parked: {Reason} {ExceptionType}")]
    private static partial void LogParked(ILogger logger, Guid? messageId, string endpoint, string reason, string? exceptionType);
}
