using System.Diagnostics;
using System.Text;
using System.Text.Json;
using IntentEngine.Contracts;
using IntentEngine.Contracts.Intents;
using IntentEngine.Intents;
using IntentEngine.Messaging;
using Microsoft.AspNetCore.Builder;
using Npgsql;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace IntentEngine.Bench;

/// <summary>The Intents service over RabbitMQ and PostgreSQL with claimed actions whose workers report, and the queue of the owner who is told.</summary>
internal sealed class RouterUnderTest : IAsyncDisposable
{
    private const string Owner = "work";

    private readonly Guid _organization = Guid.NewGuid();
    private readonly Servers _servers;
    private readonly WebApplication _app;
    private readonly NpgsqlDataSource _database;
    private readonly IConnection _connection;
    private readonly IChannel _channel;
    private readonly Dictionary<string, int> _told = [];
    private int _prepared;

    private RouterUnderTest(Servers servers, WebApplication app, IConnection connection, IChannel channel)
    {
        (_servers, _app, _connection, _channel) = (servers, app, connection, channel);
        _database = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(servers.Postgres.ConnectionString) { Database = "ie_intents" });
    }

    public static async Task<RouterUnderTest> StartAsync(Servers servers)
    {
        var app = await BrokeredService.StartAsync(servers, IntentsService.Module);
        var connection = await new ConnectionFactory { Uri = servers.RabbitMq.Uri }.CreateConnectionAsync();
        var channel = await connection.CreateChannelAsync();
        var queue = CompletionReported.QueueOf(Owner);
        await channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?> { ["x-queue-type"] = "quorum" });
        await channel.ExchangeDeclareAsync(queue, ExchangeType.Fanout, durable: true);
        await channel.QueueBindAsync(queue, queue, "");
        return new RouterUnderTest(servers, app, connection, channel);
    }

    /// <summary>Enqueues and claims that many actions, each of a subject of its own, and vacuums.</summary>
    /// <returns>The reports that they are done.</returns>
    public async Task<IReadOnlyList<(BasicProperties, byte[])>> Prepare(int messages)
    {
        var reports = await Prepare(messages, _prepared);
        _prepared += messages;
        return reports;
    }

    /// <summary>Sends the reports, and returns when the outcomes are all in the owner's queue.</summary>
    /// <returns>Messages per second.</returns>
    public async Task<double> Route(IReadOnlyList<(BasicProperties, byte[])> reports)
    {
        var watch = Stopwatch.StartNew();
        var sending = Publisher.Send(_servers.RabbitMq.Uri, EnqueueActions.Queue, "", reports);
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (await _channel.MessageCountAsync(CompletionReported.QueueOf(Owner)) < reports.Count)
        {
            if (sending.IsFaulted) await sending;
            await pause.WaitForNextTickAsync();
        }

        var rate = reports.Count / watch.Elapsed.TotalSeconds;
        await sending;
        return rate;
    }

    /// <summary>Takes what the owner was told out of its queue, so that each round begins with an empty one as the loops beside it do.</summary>
    /// <returns>The last of it.</returns>
    public async Task<(IReadOnlyBasicProperties Properties, byte[] Body)> TakeOutcomes()
    {
        await using var channel = await _connection.CreateChannelAsync();
        (IReadOnlyBasicProperties, byte[])? last = null;
        var (left, done) = (await _channel.MessageCountAsync(CompletionReported.QueueOf(Owner)), new TaskCompletionSource());
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, message) =>
        {
            var token = JsonSerializer.Deserialize<QueueCompleted>(message.Body.Span, ContractJson.Options)!.Token;
            _told[token] = _told.GetValueOrDefault(token) + 1;
            if (--left > 0) return Task.CompletedTask;
            last = (message.BasicProperties, message.Body.ToArray());
            done.TrySetResult();
            return Task.CompletedTask;
        };
        await channel.BasicConsumeAsync(CompletionReported.QueueOf(Owner), autoAck: true, consumer);
        await done.Task;
        return last!.Value;
    }

    /// <summary>Enqueues whose outcome was not told exactly once.</summary>
    public async Task<double> Faults()
    {
        var late = await _channel.MessageCountAsync(CompletionReported.QueueOf(Owner));
        await using var command = _database.CreateCommand("select count(*) from action_queue_log where status is distinct from 'completed'");
        return (long)(await command.ExecuteScalarAsync())! + late + _told.Values.Count(count => count != 1) + (_prepared - _told.Count);
    }

    public async ValueTask DisposeAsync()
    {
        await _channel.DisposeAsync();
        await _connection.DisposeAsync();
        await _database.DisposeAsync();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    // Each subject is at its only action; what is measured begins with the report that it is done.
    private async Task<List<(BasicProperties, byte[])>> Prepare(int messages, int from)
    {
        await using var command = _database.CreateCommand("""
            insert into action_subjects (organization_id, subject, version) select $1, 'settler-' || i, 1 from generate_series($2, $2 + $3 - 1) as i;
            with fresh as materialized (
                select nextval('action_queue_arrivals') as arrival, gen_random_uuid() as queue_id, 'settler-' || i as subject, replace(gen_random_uuid()::text, '-', '') as token, md5($1::text || i)::uuid as execution_id
                from generate_series($2, $2 + $3 - 1) as i),
            noted as (
                insert into action_queue_log (organization_id, queue_id, arrival, subject, priority, owner, token, actions_count, created_at, expires_at)
                select $1, queue_id, arrival, subject, 200, 'work', token, 1, now(), now() + interval '1 day' from fresh)
            insert into action_queues (organization_id, queue_id, arrival, subject, status, priority, owner, token, actions, actions_count, worker, execution_id, lease_until, created_at, running_since, expires_at)
            select $1, queue_id, arrival, subject, 'running', 200, 'work', token, '[{"type":"move"}]', 1, 'legs', execution_id, now() + interval '1 hour', now(), now(), now() + interval '1 day' from fresh;
            """.Replace("$1", $"'{_organization}'::uuid").Replace("$2", $"{from}").Replace("$3", $"{messages}"));
        command.CommandTimeout = 120;
        await command.ExecuteNonQueryAsync();
        await using var analyze = _database.CreateCommand("vacuum analyze action_queues, action_queue_log, action_subjects");
        await analyze.ExecuteNonQueryAsync();
        await using var select = _database.CreateCommand($"select subject, execution_id from action_queues where organization_id = '{_organization}' and status = 'running'");
        await using var reader = await select.ExecuteReaderAsync();
        var reports = new List<(BasicProperties, byte[])>();
        while (await reader.ReadAsync()) reports.Add(Report(reader.GetString(0), reader.GetGuid(1)));
        return reports;
    }

    private (BasicProperties, byte[]) Report(string subject, Guid execution) => (
        new BasicProperties
        {
            DeliveryMode = DeliveryModes.Persistent,
            MessageId = Guid.NewGuid().ToString(),
            ContentType = "application/json",
            Headers = new Dictionary<string, object?> { ["MT-MessageType"] = Encoding.UTF8.GetBytes(MessageName.Urn<CompleteAction>()), [MessageHeaderNames.Organization] = Encoding.UTF8.GetBytes(_organization.ToString()) },
        },
        JsonSerializer.SerializeToUtf8Bytes(new CompleteAction { OrganizationId = _organization, Subject = subject, ExecutionId = execution }, ContractJson.Options));
}
