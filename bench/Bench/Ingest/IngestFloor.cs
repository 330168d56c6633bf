using System.Diagnostics;
using Npgsql;
using NpgsqlTypes;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace IntentEngine.Bench.Ingest;

/// <summary>The least an event can cost on this broker and this database: consume from a quorum queue, insert the batch's rows by one statement, acknowledge.</summary>
/// <remarks>The messages are those of the engine, but nothing is read out of them: the rows are there already. One table with a key and nothing else.</remarks>
internal static class IngestFloor
{
    private const string Table = """
        create table if not exists floor_events (organization_id uuid, execution_id text collate "C", sequence int, fact_id uuid, type text, at timestamptz, data jsonb,
            primary key (organization_id, execution_id, sequence, fact_id))
        """;

    private const string Insert = """
        insert into floor_events select $1, e, s, f, t, a, d from unnest($2, $3, $4, $5, $6, $7) as r (e, s, f, t, a, d) on conflict do nothing
        """;

    private static readonly string Data = $$"""{"status":"completed","name":"content.step_1","provider":"simulator","tokens":812,"note":"{{new string('x', 200)}}"}""";

    /// <summary>Events per second.</summary>
    public static async Task<double> Measure(Servers servers, string name, int events, int batch)
    {
        await using var database = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(servers.Postgres.ConnectionString) { Database = "postgres", MaxAutoPrepare = 8, NoResetOnClose = true });
        await using (var table = database.CreateCommand(Table)) await table.ExecuteNonQueryAsync();
        await using var connection = await new ConnectionFactory { Uri = servers.RabbitMq.Uri, ConsumerDispatchConcurrency = 2 }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(false, false, null, 2));
        await channel.QueueDeclareAsync(name, durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?> { ["x-queue-type"] = "quorum" });
        await channel.BasicQosAsync(0, 4, false);
        var (organization, messages) = (Guid.NewGuid(), FactBatches.Make([Guid.NewGuid()], events, batch).ToList());

        var (taken, done) = (0, 0);
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += async (_, delivery) =>
        {
            await using (var insert = database.CreateCommand(Insert))
            {
                Fill(insert, organization, Interlocked.Increment(ref taken), batch);
                await insert.ExecuteNonQueryAsync();
            }

            await channel.BasicAckAsync(delivery.DeliveryTag, false);
            if (Interlocked.Increment(ref done) == messages.Count) all.TrySetResult();
        };
        await channel.BasicConsumeAsync(name, false, consumer);
        var watch = Stopwatch.StartNew();
        await Publisher.Send(servers.RabbitMq.Uri, "", name, messages);
        await all.Task;
        return messages.Count * batch / watch.Elapsed.TotalSeconds;
    }

    private static void Fill(NpgsqlCommand insert, Guid organization, int number, int batch)
    {
        insert.Parameters.Add(new() { Value = organization });
        insert.Parameters.Add(new() { Value = Enumerable.Range(0, batch).Select(i => $"execution-{number}-{i / 4}").ToArray() });
        insert.Parameters.Add(new() { Value = Enumerable.Range(0, batch).Select(i => i % 4).ToArray() });
        insert.Parameters.Add(new() { Value = Enumerable.Range(0, batch).Select(_ => Guid.NewGuid()).ToArray() });
        insert.Parameters.Add(new() { Value = Enumerable.Repeat("execution_completed", batch).ToArray() });
        insert.Parameters.Add(new() { Value = Enumerable.Repeat(TimeProvider.System.GetUtcNow(), batch).ToArray() });
        insert.Parameters.Add(new() { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Jsonb, Value = Enumerable.Repeat(Data, batch).ToArray() });
    }
}
