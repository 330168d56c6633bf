using System.Diagnostics;
using IntentEngine.Contracts.Lineage;
using IntentEngine.Lineage;
using Microsoft.AspNetCore.Builder;
using Npgsql;

namespace IntentEngine.Bench.Ingest;

/// <summary>The Lineage service over RabbitMQ and PostgreSQL.</summary>
internal sealed class IngestUnderTest : IAsyncDisposable
{
    private readonly Servers _servers;
    private readonly WebApplication _app;
    private readonly NpgsqlDataSource _database;
    private long _sent;

    private IngestUnderTest(Servers servers, WebApplication app)
    {
        (_servers, _app) = (servers, app);
        _database = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(servers.Postgres.ConnectionString) { Database = "ie_lineage" });
    }

    public static async Task<IngestUnderTest> StartAsync(Servers servers) => new(servers, await BrokeredService.StartAsync(servers, LineageService.Module));

    /// <summary>Sends so many events in batches, and returns how many per second were recorded, from the first sent to the last recorded.</summary>
    public async Task<double> Ingest(int events, int batch, int organizations)
    {
        var messages = FactBatches.Make([.. Enumerable.Range(0, organizations).Select(_ => Guid.NewGuid())], events, batch).ToList();
        _sent += (long)messages.Count * batch;
        var watch = Stopwatch.StartNew();
        var sending = Publisher.Send(_servers.RabbitMq.Uri, RecordLineage.Queue, "", messages);
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (await Scalar("select coalesce(sum(last), 0)::bigint from event_positions") < _sent)
        {
            if (sending.IsFaulted) await sending;
            await pause.WaitForNextTickAsync();
        }

        var elapsed = watch.Elapsed;
        await sending;
        return messages.Count * batch / elapsed.TotalSeconds;
    }

    /// <summary>Events that are not there exactly once, and executions that are not as their last state says.</summary>
    public async Task<double> Faults() =>
        Math.Abs(await Scalar("select count(*) from execution_events") - _sent)
        + Math.Abs(await Scalar("select count(*) from executions where status = 'completed'") - _sent / 4);

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task<long> Scalar(string sql)
    {
        await using var command = _database.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
