using IntentEngine.Lineage.Projection;
using IntentEngine.Messaging.Database;
using Npgsql;

namespace IntentEngine.Lineage.Rebuild;

/// <summary>A transaction that sees one organization's rows.</summary>
internal sealed class RebuildSession(NpgsqlConnection connection, NpgsqlTransaction transaction, Guid organizationId)
{
    public Guid OrganizationId => organizationId;

    /// <summary>Waits until no batch of facts is being written, and lets none begin before the transaction ends.</summary>
    public async Task TakeTurnAsync(CancellationToken cancel)
    {
        await using var batch = new NpgsqlBatch(connection, transaction);
        batch.BatchCommands.Add(OrganizationSetting.Command(organizationId));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(FactStatements.OneAtATime) { Parameters = { Parameter.Text(organizationId.ToString()) } });
        await batch.ExecuteNonQueryAsync(cancel);
    }

    public async Task<List<T>> ReadAsync<T>(string sql, NpgsqlParameter[] parameters, Func<NpgsqlDataReader, T> read, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection, transaction);
        command.Parameters.AddRange(parameters);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancel)) rows.Add(read(reader));
        return rows;
    }
}
