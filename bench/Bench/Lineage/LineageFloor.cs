using System.Diagnostics;
using Npgsql;

namespace IntentEngine.Bench.Lineage;

/// <summary>The least each question can cost on this database: one prepared query along one index, every value read, no service and no row-level security.</summary>
internal sealed class LineageFloor(NpgsqlDataSource database, Guid organization)
{
    private const string Columns = """
        select execution_id, effective_correlation_id, parent_execution_id, trigger_kind, run_id, name, step_number, attempt, status, updated_at, started_at, completed_at, duration_ms,
               error_type, error_message, cost_usd, verdict, risk_level, affected_paths
        from executions where organization_id = $1 and
        """;

    private const string Order = "order by ordered_at, execution_id limit $3";

    /// <summary>How long reading the first rows of a correlation takes, in milliseconds, once for each id.</summary>
    public Task<List<double>> Correlation(Func<int, string> id, int rows, int requests) => Measure($"{Columns} effective_correlation_id = $2 {Order}", id, rows, requests);

    /// <summary>How long reading the first children of a parent takes.</summary>
    public Task<List<double>> Children(Func<int, string> id, int rows, int requests) => Measure($"{Columns} parent_execution_id = $2 {Order}", id, rows, requests);

    private async Task<List<double>> Measure(string sql, Func<int, string> id, int rows, int requests)
    {
        var times = new List<double>(requests);
        var expected = -1;
        await using var connection = await database.OpenConnectionAsync();
        await using var command = new NpgsqlCommand(sql, connection)
        {
            Parameters = { new NpgsqlParameter { Value = organization }, new NpgsqlParameter { Value = "" }, new NpgsqlParameter { Value = rows } },
        };
        await command.PrepareAsync();
        for (var i = -20; i < requests; i++)
        {
            command.Parameters[1].Value = id(Math.Abs(i));
            var started = Stopwatch.GetTimestamp();
            var read = 0;
            await using (var reader = await command.ExecuteReaderAsync())
                for (var values = new object[reader.FieldCount]; await reader.ReadAsync(); read++) reader.GetValues(values);
            if (i >= 0) times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            if (expected < 0) expected = read;
            if (read != expected || read == 0) throw new InvalidOperationException($"Expected {expected} rows; came {read}.");
        }

        return times;
    }
}
