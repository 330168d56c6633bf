using IntentEngine.Messaging.Database;
using Npgsql;
using NpgsqlTypes;

namespace IntentEngine.Lineage.Storage;

/// <summary>Several queries in one round trip, seen as one organization and planned for the values they are asked with.</summary>
/// <remarks>
/// A plan that was kept while a table was small or a value rare is wrong later; every query here has an index, and going through the table,
/// which the planner thinks cheap while it is small, may mean going through the rows of all others.
/// </remarks>
internal static class OrganizationReads
{
    private const string Settings = "select set_config('app.organization_id', $1, true), set_config('plan_cache_mode', 'force_custom_plan', true), set_config('enable_seqscan', 'off', true)";

    /// <summary>One query and what reads its rows.</summary>
    /// <param name="Sql">The query.</param>
    /// <param name="Parameters">Its parameters, in order.</param>
    /// <param name="Row">Called once for each row.</param>
    internal sealed record Query(string Sql, IReadOnlyList<NpgsqlParameter> Parameters, Action<NpgsqlDataReader> Row);

    /// <summary>Runs the queries in order.</summary>
    public static async Task ReadAsync(this LineageDatabase database, Guid organizationId, CancellationToken cancel, params IReadOnlyList<Query> queries)
    {
        await using var connection = await database.App.OpenConnectionAsync(cancel);
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Settings) { Parameters = { new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Text, Value = organizationId.ToString() } } });
        foreach (var query in queries)
        {
            var command = new NpgsqlBatchCommand(query.Sql);
            foreach (var parameter in query.Parameters) command.Parameters.Add(parameter);
            batch.BatchCommands.Add(command);
        }

        await using var reader = await batch.ExecuteReaderAsync(cancel);
        foreach (var query in queries)
        {
            await reader.NextResultAsync(cancel);
            while (await reader.ReadAsync(cancel)) query.Row(reader);
        }
    }

    /// <summary>All rows of one query.</summary>
    public static async Task<IReadOnlyList<T>> ReadAllAsync<T>(
        this LineageDatabase database, Guid organizationId, string sql, IReadOnlyList<NpgsqlParameter> parameters, Func<NpgsqlDataReader, T> row, CancellationToken cancel)
    {
        var rows = new List<T>();
        await database.ReadAsync(organizationId, cancel, [new Query(sql, parameters, reader => rows.Add(row(reader)))]);
        return rows;
    }
}
