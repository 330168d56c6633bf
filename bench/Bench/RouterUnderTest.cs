using System.Text;
using System.Text.Json;
using IntentEngine.Contracts;
using IntentEngine.Contracts.Intents;
using IntentEngine.Hosting;
using IntentEngine.Intents;
using IntentEngine.Messaging;
using Microsoft.AspNetCore.Builder;
using Npgsql;
using RabbitMQ.Client;

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
    private int _routed;

    private RouterUnderTest(Servers servers, WebApplication app, IConnection connection, IChannel channel)
    {
        (_servers, _app, _connection, _channel) = (servers, app, connection, channel);
        _database = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(servers.Postgres.ConnectionString) { Database = "ie_intents" });
    }

    public static async Task<RouterUnderTest> StartAsync(Servers servers)
    {
        var intents = await servers.Postgres.EnsureDatabaseAsync("intents");
        var app = ServiceHost.Build(
            [
                $"--Intents:Database:Migrator={intents.Migrator}", $"--Intents:Database:App={intents.App}", $"--Intents:Database:Worker={intents.Worker}",
                "--Messaging:Transport=rabbitmq", $"--Messaging:RabbitMq={servers.RabbitMq.Uri}",
                $"--Authentication:DevelopmentKeyFile={Path.Combine(Path.GetTempPath(), $"bench-key-{Guid.NewGuid():N}.json")}", "--environment=Development",
                "--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=Warning",
            ],
            IntentsService.Module);
        await app.StartAsync();
        var connection = await new ConnectionFactory { Uri = servers.RabbitMq.Uri }.CreateConnectionAsync();
        var channel = await connection.CreateChannelAsync();
        var queue = CompletionReported.QueueOf(Owner);
        await channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?> { ["x-queue-type"] = "quorum" });
        await channel.ExchangeDeclareAsync(queue, ExchangeType.Fanout, durable: true);
        await channel.QueueBindAsync(queue, queue, "");
        return new RouterUnderTest(servers, app, connection, channel);
    }

    /// <summary>Reports that many actions as done, and returns when their outcomes are all in the owner's queue.</summary>
    public async Task Route(int messages)
    {
        var reports = await Prepare(messages, _routed);
        _routed += messages;
        var sending = Publisher.Send(_servers.RabbitMq.Uri, EnqueueActions.Queue, "", reports);
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (await _channel.MessageCountAsync(CompletionReported.QueueOf(Owner)) < _routed)
        {
            if (sending.IsFaulted) await sending;
            await pause.WaitForNextTickAsync();
        }

        await sending;
    }

    /// <summary>Enqueues whose outcome is not in the owner's queue exactly once.</summary>
    public async Task<double> Faults()
    {
        var told = new Dictionary<string, int>();
        while (await _channel.BasicGetAsync(CompletionReported.QueueOf(Owner), autoAck: true) is { } message)
        {
            var token = JsonDocument.Parse(message.Body).RootElement.GetProperty("token").GetString()!;
            told[token] = told.GetValueOrDefault(token) + 1;
        }

        await using var command = _database.CreateCommand("select count(*) from action_queues where status <> 'completed'");
        return (long)(await command.ExecuteScalarAsync())! + told.Values.Count(count => count != 1) + (_routed - told.Count);
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
            insert into action_queues (organization_id, queue_id, subject, status, priority, owner, token, actions, actions_count, worker, execution_id, lease_until, created_at, running_since, expires_at)
            select $1, gen_random_uuid(), 'settler-' || i, 'running', 200, 'work', replace(gen_random_uuid()::text, '-', ''), '[{"type":"move"}]', 1, 'legs', md5($1::text || i)::uuid,
                   now() + interval '1 hour', now(), now(), now() + interval '1 day'
            from generate_series($2, $2 + $3 - 1) as i;
            """.Replace("$1", $"'{_organization}'::uuid").Replace("$2", $"{from}").Replace("$3", $"{messages}"));
        command.CommandTimeout = 120;
        await command.ExecuteNonQueryAsync();
        await using var analyze = _database.CreateCommand("vacuum analyze action_queues, action_subjects");
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
