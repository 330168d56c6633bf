using System.Diagnostics;
using Npgsql;

namespace IntentEngine.Bench;

/// <summary>The least the disk and the database can do: p99, in milliseconds, of one flushed append and of one row read or written by its key.</summary>
internal static class GraphFloor
{
    /// <summary>Appends of 1 KiB to one file, each flushed to the disk.</summary>
    public static double Append(string path, int operations)
    {
        using var file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write);
        var line = new byte[1024];
        var at = 0L;
        return P99(operations, () =>
        {
            RandomAccess.Write(file, line, at);
            RandomAccess.FlushToDisk(file);
            at += line.Length;
            return Task.CompletedTask;
        }).GetAwaiter().GetResult();
    }

    /// <summary>One row of as many, by key: read, and written.</summary>
    public static async Task<(double Read, double Write)> Rows(string connectionString, int rows, int operations)
    {
        await using var database = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { MaxAutoPrepare = 16, AutoPrepareMinUsages = 2, NoResetOnClose = true });
        await using var table = database.CreateCommand($"create table graph_floor (id int primary key, version int not null, body jsonb not null); insert into graph_floor select i, 1, jsonb_build_object('goal', repeat('x', 700)) from generate_series(0, {rows - 1}) i");
        await table.ExecuteNonQueryAsync();
        var random = new Random(3);
        async Task One(string sql)
        {
            await using var command = database.CreateCommand(sql);
            command.Parameters.Add(new NpgsqlParameter { Value = random.Next(rows) });
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync()) _ = reader.GetValue(0);
        }

        return (await P99(operations, () => One("select body from graph_floor where id = $1")), await P99(operations, () => One("update graph_floor set version = version + 1 where id = $1 returning version")));
    }

    /// <summary>Statistics, as autovacuum would soon have them.</summary>
    public static async Task Analyze(string connectionString)
    {
        await using var database = NpgsqlDataSource.Create(connectionString);
        await using var command = database.CreateCommand("analyze");
        command.CommandTimeout = 120;
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<double> P99(int operations, Func<Task> operation)
    {
        for (var i = 0; i < 50; i++) await operation();
        var times = new double[operations];
        for (var i = 0; i < operations; i++)
        {
            var started = Stopwatch.GetTimestamp();
            await operation();
            times[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        }

        return Percentiles.At(times, 0.99);
    }
}
