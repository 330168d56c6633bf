using System.Buffers.Binary;
using System.Diagnostics;
using Npgsql;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace IntentEngine.Bench;

/// <summary>The least this stack can do per gated step: one quorum-queue message consumed, one PostgreSQL transaction in one round trip (inbox, version-checked row, execution row), one confirmed publish, one acknowledgement.</summary>
internal static class StepFloor
{
    private const string Queue = "floor";

    /// <summary>Steps per second.</summary>
    /// <param name="postgres">An empty database.</param>
    /// <param name="rabbitMq">The broker.</param>
    /// <param name="workflows">How many workflows.</param>
    /// <param name="steps">Steps of each.</param>
    /// <param name="inFlight">How many at a time.</param>
    /// <param name="prepared">False: the driver as it comes, which is the floor the bar is stated against. True: with prepared statements, the most this stack can do.</param>
    public static async Task<double> Measure(string postgres, Uri rabbitMq, int workflows, int steps, int inFlight, bool prepared = false)
    {
        await using var database = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(postgres) { MaxPoolSize = 64, MaxAutoPrepare = prepared ? 16 : 0, NoResetOnClose = prepared });
        var ids = await Prepare(database, workflows);
        await using var connection = await new ConnectionFactory { Uri = rabbitMq, ConsumerDispatchConcurrency = (ushort)inFlight }.CreateConnectionAsync();
        await using var publish = await connection.CreateChannelAsync(new CreateChannelOptions(true, true, null, (ushort)inFlight));
        await using var consume = await connection.CreateChannelAsync(new CreateChannelOptions(false, false, null, (ushort)inFlight));
        await publish.QueueDeclareAsync(Queue, durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?> { ["x-queue-type"] = "quorum" });
        await consume.BasicQosAsync(0, (ushort)(inFlight * 2), false);

        var (finished, started) = (0, inFlight);
        var done = new TaskCompletionSource();
        var consumer = new AsyncEventingBasicConsumer(consume);
        consumer.ReceivedAsync += async (_, delivery) =>
        {
            var body = delivery.Body.ToArray();
            var (saga, message, step) = (new Guid(body.AsSpan(0, 16)), new Guid(body.AsSpan(16, 16)), BinaryPrimitives.ReadInt32LittleEndian(body.AsSpan(32)));
            await Transaction(database, saga, message, step);
            if (step + 1 < steps) await Send(publish, saga, step + 1);
            else
            {
                if (Interlocked.Increment(ref started) is var next && next <= workflows) await Send(publish, ids[next - 1], 0);
                if (Interlocked.Increment(ref finished) == workflows) done.TrySetResult();
            }

            await consume.BasicAckAsync(delivery.DeliveryTag, false);
        };
        await consume.BasicConsumeAsync(Queue, false, consumer);
        var watch = Stopwatch.StartNew();
        foreach (var id in ids.Take(inFlight)) await Send(publish, id, 0);
        await done.Task;
        return workflows * steps / watch.Elapsed.TotalSeconds;
    }

    private static async Task<Guid[]> Prepare(NpgsqlDataSource database, int workflows)
    {
        await using var tables = database.CreateCommand("""
            create table floor_saga (id uuid primary key, step int not null, version int not null, data jsonb not null);
            create table floor_inbox (message_id uuid primary key, at timestamptz not null default now());
            create table floor_execution (id uuid primary key, saga uuid not null, step int not null, at timestamptz not null default now());
            """);
        await tables.ExecuteNonQueryAsync();
        Guid[] ids = [.. Enumerable.Range(0, workflows).Select(_ => Guid.NewGuid())];
        await using var rows = database.CreateCommand("insert into floor_saga select id, 0, 0, '{}' from unnest($1) as id");
        rows.Parameters.Add(new() { Value = ids });
        await rows.ExecuteNonQueryAsync();
        return ids;
    }

    private static async Task Transaction(NpgsqlDataSource database, Guid saga, Guid message, int step)
    {
        await using var connection = await database.OpenConnectionAsync();
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new("insert into floor_inbox (message_id) values ($1)") { Parameters = { new() { Value = message } } });
        batch.BatchCommands.Add(new("update floor_saga set step = $2, version = version + 1, data = $4::jsonb where id = $1 and version = $3")
        {
            Parameters = { new() { Value = saga }, new() { Value = step + 1 }, new() { Value = step }, new() { Value = NoOpStep.Output } },
        });
        batch.BatchCommands.Add(new("insert into floor_execution (id, saga, step) values ($1, $2, $3)") { Parameters = { new() { Value = Guid.NewGuid() }, new() { Value = saga }, new() { Value = step } } });
        await batch.ExecuteNonQueryAsync();
    }

    private static async Task Send(IChannel channel, Guid saga, int step)
    {
        var body = new byte[36];
        saga.TryWriteBytes(body);
        Guid.NewGuid().TryWriteBytes(body.AsSpan(16));
        BinaryPrimitives.WriteInt32LittleEndian(body.AsSpan(32), step);
        await channel.BasicPublishAsync("", Queue, true, new BasicProperties { DeliveryMode = DeliveryModes.Persistent }, body);
    }
}
