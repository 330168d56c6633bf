using IntentEngine.Messaging.Database;
using Npgsql;

namespace IntentEngine.Intents.Graph.Audit;

/// <summary>A sealed change.</summary>
/// <param name="Index">Its place in the chain, from 0.</param>
/// <param name="IntentId">The intent.</param>
/// <param name="Version">The version that the change made.</param>
/// <param name="Action">What happened.</param>
/// <param name="OldStatus">Null at creation.</param>
/// <param name="NewStatus">Where it led.</param>
/// <param name="Reason">Why.</param>
/// <param name="Actor">Who.</param>
/// <param name="TriggeringActionId">What caused it.</param>
/// <param name="At">When (UTC).</param>
/// <param name="ActionHash">SHA-256 of the change, hexadecimal.</param>
/// <param name="ChainHash">SHA-256 of the hash before and this one's, hexadecimal.</param>
/// <param name="SealedAt">When it was sealed (UTC).</param>
internal sealed record AuditEntry(
    long Index, string IntentId, int Version, string Action, string? OldStatus, string NewStatus, string Reason, string Actor, string? TriggeringActionId, DateTimeOffset At,
    string ActionHash, string ChainHash, DateTimeOffset SealedAt);

/// <summary>Reads the chain.</summary>
internal sealed class AuditEntries(IntentsDatabase database)
{
    private const string Select = $"""
        select c.place, c.action_hash, c.chain_hash, c.sealed_at, {AuditedAction.Columns}
        from graph_audit_chain c join graph_status_history h on h.organization_id = c.organization_id and h.entry = c.entry
        where c.organization_id = $1 and c.place > $2 order by c.place limit $3
        """;

    /// <summary>Sealed changes in the order of the chain, behind a place; -1: from the start.</summary>
    public Task<List<AuditEntry>> After(Guid organization, long index, int limit, CancellationToken cancel) => database.ReadAsync(organization, Select,
        [Parameter.Uuid(organization), new NpgsqlParameter<long> { TypedValue = index }, Parameter.Whole(limit)],
        async reader =>
        {
            var entries = new List<AuditEntry>();
            while (await reader.ReadAsync(cancel)) entries.Add(Read(reader));
            return entries;
        }, cancel);

    private static AuditEntry Read(NpgsqlDataReader row)
    {
        var action = AuditedAction.Read(row, 4);
        return new AuditEntry(row.GetInt64(0), action.IntentId, action.Version, action.Action, action.FromStatus, action.ToStatus, action.Reason, action.Actor, action.TriggeringActionId, action.At,
            Convert.ToHexStringLower(row.GetFieldValue<byte[]>(1)), Convert.ToHexStringLower(row.GetFieldValue<byte[]>(2)), row.GetFieldValue<DateTimeOffset>(3));
    }
}
