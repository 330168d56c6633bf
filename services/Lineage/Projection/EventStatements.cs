using IntentEngine.Contracts.Lineage;
using IntentEngine.Messaging.Database;
using Npgsql;
using NpgsqlTypes;

namespace IntentEngine.Lineage.Projection;

/// <summary>Keeps every fact about an execution as an event, once, at the next position of its organization.</summary>
internal static class EventStatements
{
    // Facts told again leave gaps between positions. Asking first which are new would cost an anti-join over all months.
    private const string Insert = """
        with given as (
            insert into event_positions as p (organization_id, last) values ($1, cardinality($2))
            on conflict (organization_id) do update set last = p.last + excluded.last returning p.last)
        insert into execution_events (organization_id, execution_id, sequence, fact_id, type, at, data, is_state, position)
        select $1, f.execution_id, f.sequence, f.fact_id, f.type, f.at, f.data, f.is_state, given.last - cardinality($2) + f.row
        from given cross join unnest($2, $3, $4, $5, $6, $7, $8) with ordinality as f (execution_id, sequence, fact_id, type, at, data, is_state, row)
        on conflict do nothing
        """;

    // Whoever tells the execution's first state must then look for events that came before it.
    private const string NoteEarly = """
        update event_positions p set early = true
        where p.organization_id = $1 and not p.early and exists (
            select from unnest($2) as c (id)
            left join lateral (select x.execution_id from executions x where x.organization_id = $1 and x.execution_id = c.id offset 0) x on true
            where x.execution_id is null)
        """;

    /// <summary>Adds the states of executions. Comes after <see cref="ExecutionStatements.WriteExecutions"/> of the same change.</summary>
    public static void WriteEvents(this UnitOfWork unit, IReadOnlyList<ExecutionFact> facts) => unit.Write([.. facts.Select(EventRow.Of)]);

    /// <summary>Adds states and what else happened, by one statement. Comes after <see cref="ExecutionStatements.WriteExecutions"/> of the same change.</summary>
    public static void WriteEvents(this UnitOfWork unit, IReadOnlyList<ExecutionFact> facts, IReadOnlyList<ExecutionEvent> events)
    {
        unit.Write([.. facts.Select(EventRow.Of), .. events.Select(EventRow.Of)]);
        if (events.Count > 0) unit.Add(NoteEarly, Parameter.Uuid(unit.OrganizationId), Column.Texts(events, e => e.ExecutionId));
    }

    private static void Write(this UnitOfWork unit, List<EventRow> rows)
    {
        if (rows.Count == 0) return;
        // What happened first stands first also among what was told together.
        rows.Sort(EventRow.ByTime);
        unit.Add(Insert,
            Parameter.Uuid(unit.OrganizationId),
            Column.Texts(rows, r => r.ExecutionId),
            Column.Wholes(rows, r => r.Sequence),
            Column.Ids(rows, r => r.FactId),
            Column.Texts(rows, r => r.Type),
            Column.Times(rows, r => r.At),
            Column.Json(rows, r => r.Data),
            new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Boolean, Value = rows.Select(r => r.IsState).ToArray() });
    }
}
