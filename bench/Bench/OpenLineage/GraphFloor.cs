using System.Diagnostics;
using Npgsql;

namespace IntentEngine.Bench.OpenLineage;

/// <summary>The least an answer or an event can cost on this database: prepared queries along one index and bare inserts, no service and no row-level security.</summary>
internal sealed class GraphFloor(NpgsqlDataSource database, Guid organization)
{
    // The rows of an answer: its jobs with their newest runs, its edges, its datasets.
    private const string Nodes = """
        select j.namespace, j.name, j.doc::text, r.doc::text from openlineage_jobs j join openlineage_runs r on r.organization_id = $1 and r.job_id = j.job_id where j.organization_id = $1 and j.job_id = any($2)
        union all
        select x.io, x.job_id::text, x.dataset_id::text, null from openlineage_job_io x where x.organization_id = $1 and x.job_id = any($2)
        union all
        select d.namespace, d.name, d.doc::text, null from openlineage_datasets d where d.organization_id = $1 and d.dataset_id = any($3)
        """;

    private const string Runs = """
        select r.run_id, r.doc::text, i.io, i.doc::text from openlineage_runs r join openlineage_io i on i.organization_id = $1 and i.run_id = r.run_id where r.organization_id = $1 and r.run_id = any($2)
        """;

    private const string Table = "create table if not exists floor_events (organization_id uuid, event_hash uuid, at timestamptz, body json, primary key (organization_id, event_hash))";

    private const string Insert = "insert into floor_events select $1, h, now(), b::json from unnest($2, $3) as f (h, b)";

    /// <summary>How long reading the jobs of so many links of a chain takes, in milliseconds, once for each request.</summary>
    public async Task<List<double>> Graph(Func<int, int> chain, int first, int links, int requests)
    {
        var ids = new Dictionary<int, (Guid[] Jobs, Guid[] Datasets)>();
        for (var i = 0; i < requests; i++)
            if (!ids.ContainsKey(chain(i)))
                ids[chain(i)] = (await Ids("jobs", "job_id", Enumerable.Range(first, links).Select(l => ChainEvents.Job(chain(i), l))),
                    await Ids("datasets", "dataset_id", Enumerable.Range(first, links + 1).Select(l => ChainEvents.Dataset(chain(i), l))));
        return await Measure(Nodes, requests, i => [ids[chain(i)].Jobs, ids[chain(i)].Datasets]);
    }

    /// <summary>The same for runs with what they used.</summary>
    public Task<List<double>> Upstream(Func<int, int> chain, int first, int links, int requests) =>
        Measure(Runs, requests, i => [Enumerable.Range(first, links).Select(link => ChainEvents.Run(chain(i), link)).ToArray()]);

    /// <summary>Events per second that bare inserts of so many rows each put beside a key, one connection, each in a transaction of its own.</summary>
    public async Task<double> Inserts(int events, int together)
    {
        await using (var table = database.CreateCommand(Table)) await table.ExecuteNonQueryAsync();
        var bodies = Enumerable.Range(0, events).Select(number => ChainEvents.Alone("floor", number)).Chunk(together).ToList();
        await using var connection = await database.OpenConnectionAsync();
        var watch = Stopwatch.StartNew();
        foreach (var group in bodies)
        {
            await using var insert = new NpgsqlCommand(Insert, connection)
            {
                Parameters = { new NpgsqlParameter { Value = organization }, new NpgsqlParameter { Value = group.Select(_ => Guid.NewGuid()).ToArray() }, new NpgsqlParameter { Value = group } },
            };
            await insert.ExecuteNonQueryAsync();
        }

        return events / watch.Elapsed.TotalSeconds;
    }

    private async Task<Guid[]> Ids(string table, string id, IEnumerable<string> names)
    {
        await using var command = database.CreateCommand($"select {id} from openlineage_{table} where organization_id = $1 and name = any($2)");
        command.Parameters.Add(new NpgsqlParameter { Value = organization });
        command.Parameters.Add(new NpgsqlParameter { Value = names.ToArray() });
        await using var reader = await command.ExecuteReaderAsync();
        var found = new List<Guid>();
        while (await reader.ReadAsync()) found.Add(reader.GetGuid(0));
        return [.. found];
    }

    private async Task<List<double>> Measure(string sql, int requests, Func<int, object[]> values)
    {
        var times = new List<double>(requests);
        await using var connection = await database.OpenConnectionAsync();
        for (var i = -20; i < requests; i++)
        {
            await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new NpgsqlParameter { Value = organization } } };
            foreach (var value in values(Math.Abs(i))) command.Parameters.Add(new NpgsqlParameter { Value = value });
            await command.PrepareAsync();
            var started = Stopwatch.GetTimestamp();
            var read = 0;
            await using (var reader = await command.ExecuteReaderAsync())
                for (var row = new object[reader.FieldCount]; await reader.ReadAsync(); read++) reader.GetValues(row);
            if (i >= 0) times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            if (read == 0) throw new InvalidOperationException("Expected rows; came none.");
        }

        return times;
    }
}
