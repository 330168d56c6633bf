using Npgsql;

namespace IntentEngine.Bench;

/// <summary>What the servers themselves counted.</summary>
/// <param name="Commits">Transactions committed in the Workflows database, background work included.</param>
/// <param name="StepMessages">Step messages consumed: rows of the inbox.</param>
internal sealed record Counters(long Commits, long StepMessages)
{
    public static async Task<Counters> Read(Servers servers)
    {
        await using var database = Connect(servers, "ie_workflows");
        // Backends report their statistics when idle for a moment; ask until two answers agree.
        var commits = await Scalar(database, "select pg_stat_clear_snapshot()::text || (select xact_commit from pg_stat_database where datname = 'ie_workflows')");
        return new Counters(commits, await Scalar(database, "select count(*) from inbox where consumer = 'run-step'"));
    }

    /// <summary>Waits for Lineage to have told everything and returns executions per workflow.</summary>
    public static async Task<double> LineageComplete(Servers servers)
    {
        await using var workflows = Connect(servers, "ie_workflows");
        await using var lineage = Connect(servers, "ie_lineage");
        var expected = await Scalar(workflows, "select count(*) from intent_workflows") * 11;
        for (var tries = 0; tries < 600; tries++)
        {
            if (await Scalar(lineage, "select count(*) from executions") >= expected) break;
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }

        return await Scalar(lineage, "select count(*) from executions") / (expected / 11.0);
    }

    private static NpgsqlDataSource Connect(Servers servers, string database) =>
        NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(servers.Postgres.ConnectionString) { Database = database, Pooling = false });

    private static async Task<long> Scalar(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        return Convert.ToInt64(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture);
    }
}
