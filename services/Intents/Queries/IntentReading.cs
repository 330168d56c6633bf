using IntentEngine.Messaging.Database;
using Npgsql;
using NpgsqlTypes;

namespace IntentEngine.Intents.Queries;

/// <summary>Runs queries that are planned for the values they are asked with.</summary>
internal static class IntentReading
{
    // The best way to what is frequent is not the best way to what is rare, and a plan that is kept knows neither.
    private const string Settings = "select set_config('app.organization_id', $1, true), set_config('plan_cache_mode', 'force_custom_plan', true)";

    /// <summary>Reads the rows of one query, seen as the organization.</summary>
    public static async Task<IReadOnlyList<T>> Read<T>(IntentsDatabase database, Guid organizationId, NpgsqlBatchCommand query, Func<NpgsqlDataReader, T> row, CancellationToken cancel)
    {
        await using var connection = await database.App.OpenConnectionAsync(cancel);
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Settings) { Parameters = { new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Text, Value = organizationId.ToString() } } });
        batch.BatchCommands.Add(query);
        await using var reader = await batch.ExecuteReaderAsync(cancel);
        await reader.NextResultAsync(cancel);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancel)) rows.Add(row(reader));
        return rows;
    }
}
