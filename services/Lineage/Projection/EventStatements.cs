using System.Text.Json;
using IntentEngine.Contracts;
using IntentEngine.Contracts.Lineage;
using IntentEngine.Messaging.Database;

namespace IntentEngine.Lineage.Projection;

/// <summary>Keeps every fact about an execution as an event, once.</summary>
internal static class EventStatements
{
    private const string Insert = """
        insert into execution_events (organization_id, execution_id, sequence, fact_id, type, at, data)
        select $1, f.execution_id, f.sequence, f.fact_id, f.type, f.at, f.data
        from unnest($2, $3, $4, $5, $6, $7) as f (execution_id, sequence, fact_id, type, at, data)
        on conflict do nothing
        """;

    public static void WriteEvents(this UnitOfWork unit, IReadOnlyList<ExecutionFact> facts)
    {
        if (facts.Count == 0) return;
        unit.Add(Insert,
            Parameter.Uuid(unit.OrganizationId),
            Column.Texts(facts, f => f.ExecutionId),
            Column.Wholes(facts, f => f.Sequence),
            Column.Ids(facts, f => f.FactId),
            Column.Texts(facts, f => TypeOf(f.Status)),
            Column.Times(facts, f => f.At),
            Column.Json(facts, f => JsonSerializer.Serialize(EventData.Of(f), ContractJson.Options)));
    }

    /// <summary>Names as in seed 002, phase B: <c>execution_started</c>, <c>execution_completed</c>; other states likewise.</summary>
    private static string TypeOf(string status) => status == "running" ? "execution_started" : $"execution_{status}";
}
