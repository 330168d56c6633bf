using IntentEngine.Messaging.Database;
using Npgsql;

namespace IntentEngine.Intents.Graph.Audit;

/// <summary>Puts committed history into the chain of its organization, in batches, behind the changes and never in their way.</summary>
/// <remarks>
/// A row's place is given when it is sealed, so rows that commit out of order leave no gap. One instance at a time seals an organization;
/// a batch is one transaction: chain, head and what is no longer pending.
/// </remarks>
internal sealed class AuditSealing(IntentsDatabase database)
{
    private const int BatchSize = 500;

    private const string SelectWaiting = "select distinct organization_id from graph_audit_pending limit 100";

    private const string TryLock = "select pg_try_advisory_xact_lock(hashtextextended('graph_audit ' || $1, 0))";

    private const string SelectHead = "select length, chain_hash from graph_audit_heads where organization_id = $1";

    private const string SelectBatch = $"""
        select {AuditedAction.Columns} from graph_audit_pending p join graph_status_history h using (organization_id, entry)
        where p.organization_id = $1 order by p.entry limit $2
        """;

    private const string InsertChain = """
        insert into graph_audit_chain (organization_id, place, entry, action_hash, chain_hash, sealed_at)
        select $1, place, entry, action_hash, chain_hash, $6 from unnest($2, $3, $4, $5) as sealed (place, entry, action_hash, chain_hash)
        """;

    private const string DeletePending = "delete from graph_audit_pending where organization_id = $1 and entry = any($2)";

    private const string SaveHead = """
        insert into graph_audit_heads (organization_id, length, chain_hash) values ($1, $2, $3)
        on conflict (organization_id) do update set length = excluded.length, chain_hash = excluded.chain_hash
        """;

    /// <summary>Seals all that is committed now.</summary>
    /// <returns>How many rows were sealed.</returns>
    public async Task<int> SealOnceAsync(CancellationToken cancel)
    {
        var total = 0;
        foreach (var organization in await Waiting(cancel))
            for (int sealedNow; (sealedNow = await SealBatch(organization, cancel)) > 0;)
                total += sealedNow;
        return total;
    }

    private async Task<List<Guid>> Waiting(CancellationToken cancel)
    {
        await using var command = database.Worker.CreateCommand(SelectWaiting);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var organizations = new List<Guid>();
        while (await reader.ReadAsync(cancel)) organizations.Add(reader.GetGuid(0));
        return organizations;
    }

    private async Task<int> SealBatch(Guid organization, CancellationToken cancel)
    {
        await using var connection = await database.Worker.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        if (!await Locked(connection, organization, cancel)) return 0;
        var (length, previous) = await Head(connection, organization, cancel);
        var actions = await Batch(connection, organization, cancel);
        if (actions.Count == 0) return 0;

        var hashes = actions.ConvertAll(AuditHash.Of);
        var chain = new List<byte[]>();
        foreach (var hash in hashes) chain.Add(previous = AuditHash.Chain(previous, hash));
        long[] entries = [.. actions.Select(a => a.Entry)];
        await using var batch = new NpgsqlBatch(connection, transaction)
        {
            BatchCommands =
            {
                Command(InsertChain, Parameter.Uuid(organization), Longs([.. actions.Select((_, index) => length + index)]), Longs(entries),
                    Parameter.BytesArray([.. hashes]), Parameter.BytesArray([.. chain]), Parameter.Time(database.Clock.GetUtcNow())),
                Command(DeletePending, Parameter.Uuid(organization), Longs(entries)),
                Command(SaveHead, Parameter.Uuid(organization), Longs(length + actions.Count), Parameter.Bytes(previous)),
            },
        };
        await batch.ExecuteNonQueryAsync(CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
        return actions.Count;
    }

    private static async Task<bool> Locked(NpgsqlConnection connection, Guid organization, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(TryLock, connection) { Parameters = { Parameter.Text(organization.ToString()) } };
        return (bool)(await command.ExecuteScalarAsync(cancel))!;
    }

    private static async Task<(long Length, byte[]? Hash)> Head(NpgsqlConnection connection, Guid organization, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(SelectHead, connection) { Parameters = { Parameter.Uuid(organization) } };
        await using var reader = await command.ExecuteReaderAsync(cancel);
        return await reader.ReadAsync(cancel) ? (reader.GetInt64(0), reader.GetFieldValue<byte[]>(1)) : (0, null);
    }

    private static async Task<List<AuditedAction>> Batch(NpgsqlConnection connection, Guid organization, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(SelectBatch, connection) { Parameters = { Parameter.Uuid(organization), Parameter.Whole(BatchSize) } };
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var actions = new List<AuditedAction>();
        while (await reader.ReadAsync(cancel)) actions.Add(AuditedAction.Read(reader));
        return actions;
    }

    private static NpgsqlBatchCommand Command(string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters) command.Parameters.Add(parameter);
        return command;
    }

    private static NpgsqlParameter<long> Longs(long value) => new() { TypedValue = value };

    private static NpgsqlParameter<long[]> Longs(long[] values) => new() { TypedValue = values };
}
