using IntentEngine.Messaging.Database;
using Npgsql;

namespace IntentEngine.Intents.Graph.Audit;

/// <summary>Recomputes an organization's chain from the history itself and finds the first row that does not hold.</summary>
internal sealed class AuditVerification(IntentsDatabase database)
{
    private const int PageSize = 5000;

    private const string SelectPage = $"""
        select c.place, c.action_hash, c.chain_hash, {AuditedAction.Columns}
        from graph_audit_chain c left join graph_status_history h on h.organization_id = c.organization_id and h.entry = c.entry
        where c.organization_id = $1 and c.place >= $2 order by c.place limit $3
        """;

    // What is in the history but neither sealed nor waiting was put there past the trigger.
    private const string SelectState = """
        select (select length from graph_audit_heads where organization_id = $1), (select chain_hash from graph_audit_heads where organization_id = $1),
               (select count(*) from graph_audit_pending where organization_id = $1),
               (select count(*) from graph_status_history h where h.organization_id = $1
                  and not exists (select from graph_audit_chain c where c.organization_id = h.organization_id and c.entry = h.entry)
                  and not exists (select from graph_audit_pending p where p.organization_id = h.organization_id and p.entry = h.entry))
        """;

    private sealed record Row(long Place, byte[] ActionHash, byte[] ChainHash, AuditedAction? Action);

    /// <summary>Verifies the whole chain.</summary>
    public async Task<AuditVerdict> Verify(Guid organization, CancellationToken cancel)
    {
        var (length, head, pending, unaccounted) = await State(organization, cancel);
        var (next, previous) = (0L, (byte[]?)null);
        for (var page = await Page(organization, 0, cancel); page.Count > 0; page = await Page(organization, next, cancel))
            foreach (var row in page)
            {
                if (Fault(row, next, previous) is { } fault) return Bad(Math.Min(row.Place, next), fault);
                previous = row.ChainHash;
                // Sealed since the head was read: it is verified, but not yet part of what must be there.
                next++;
            }

        if (next < length || (next == length && !Same(previous, head))) return Bad(next, $"expected a chain of {length} rows that ends as its head says; it ends after {next}.");
        if (unaccounted > 0) return Bad(next, $"expected every row of the history to be sealed or waiting; {unaccounted} are neither.");
        return new AuditVerdict { Valid = true, Sealed = next, Pending = pending, Head = previous is null ? null : Convert.ToHexStringLower(previous) };

        AuditVerdict Bad(long index, string problem) =>
            new() { Valid = false, Sealed = length, Pending = pending, FirstBadIndex = index, Problem = problem, Head = head is null ? null : Convert.ToHexStringLower(head) };
    }

    private static string? Fault(Row row, long expected, byte[]? previous)
    {
        if (row.Place != expected) return $"expected row {expected}; the next one is {row.Place}.";
        if (row.Action is not { } action) return "the history row that was sealed here is gone.";
        if (!Same(AuditHash.Of(action), row.ActionHash)) return $"the history row of intent {action.IntentId}, version {action.Version}, is not what was sealed.";
        return Same(AuditHash.Chain(previous, row.ActionHash), row.ChainHash) ? null : "the hash does not follow from the one before.";
    }

    private static bool Same(byte[]? a, byte[]? b) => a is null ? b is null : b is not null && a.AsSpan().SequenceEqual(b);

    private Task<List<Row>> Page(Guid organization, long from, CancellationToken cancel) => database.ReadAsync(organization, SelectPage,
        [Parameter.Uuid(organization), new NpgsqlParameter<long> { TypedValue = from }, Parameter.Whole(PageSize)],
        async reader =>
        {
            var rows = new List<Row>();
            while (await reader.ReadAsync(cancel))
                rows.Add(new Row(reader.GetInt64(0), reader.GetFieldValue<byte[]>(1), reader.GetFieldValue<byte[]>(2), reader.IsDBNull(3) ? null : AuditedAction.Read(reader, 3)));
            return rows;
        }, cancel);

    private Task<(long Length, byte[]? Head, long Pending, long Unaccounted)> State(Guid organization, CancellationToken cancel) =>
        database.ReadAsync(organization, SelectState, [Parameter.Uuid(organization)], async reader =>
        {
            await reader.ReadAsync(cancel);
            return (reader.IsDBNull(0) ? 0 : reader.GetInt64(0), reader.IsDBNull(1) ? null : reader.GetFieldValue<byte[]>(1), reader.GetInt64(2), reader.GetInt64(3));
        }, cancel);
}
