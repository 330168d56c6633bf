using Npgsql;

namespace IntentEngine.EndToEnd.Clusters;

/// <summary>The three databases as their superuser sees them: row-level security hides nothing from the checks.</summary>
internal sealed class Databases(string server) : IAsyncDisposable
{
    private readonly Dictionary<string, NpgsqlDataSource> _sources = ((string[])["intents", "workflows", "lineage"]).ToDictionary(
        name => name,
        name => NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(server) { Database = $"ie_{name}", MaxPoolSize = 4, KeepAlive = 10 }.ConnectionString));

    /// <summary>Names of the databases' services.</summary>
    public IEnumerable<string> Names => _sources.Keys;

    /// <summary>One number.</summary>
    public async Task<long> Count(string database, string sql, params IEnumerable<object> parameters)
    {
        var rows = await Read(database, sql, reader => Convert.ToInt64(reader.GetValue(0), null), parameters);
        return rows.Single();
    }

    /// <summary>Rows.</summary>
    public async Task<List<T>> Read<T>(string database, string sql, Func<NpgsqlDataReader, T> row, params IEnumerable<object> parameters)
    {
        await using var command = _sources[database].CreateCommand(sql);
        foreach (var parameter in parameters) command.Parameters.Add(new NpgsqlParameter { Value = parameter });
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<T>();
        while (await reader.ReadAsync()) rows.Add(row(reader));
        return rows;
    }

    /// <summary>Changes something by hand; values stand in the text.</summary>
    public async Task Execute(string database, string sql)
    {
        await using var command = _sources[database].CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>How many rows each table has.</summary>
    public async Task<SortedDictionary<string, long>> RowCounts()
    {
        var counts = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var name in Names)
        {
            foreach (var table in await Read(name, "select tablename from pg_tables where schemaname = 'public'", r => r.GetString(0)))
                counts[$"{name}.{table}"] = await Count(name, $"select count(*) from {table}");
        }

        return counts;
    }

    /// <summary>Drops pooled connections, which a restart of the server broke.</summary>
    public void ForgetConnections()
    {
        foreach (var source in _sources.Values) source.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var source in _sources.Values) await source.DisposeAsync();
    }
}
