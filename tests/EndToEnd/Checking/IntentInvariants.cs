using IntentEngine.EndToEnd.Clusters;

namespace IntentEngine.EndToEnd.Checking;

/// <summary>What must hold in the database of Intents for one organization once everything has settled.</summary>
internal static class IntentInvariants
{
    private static readonly (string Invariant, string Sql)[] Queries =
    [
        ("every intent has ended", "select intent_id || ' is ' || status from intent_executions where tenant_id = $1 and status <> 'completed'"),
        ("an intent's audit rows equal its transitions", """
            select i.intent_id || ' is at version ' || i.version || ' with ' || count(a.*) || ' audit rows' from intent_executions i
            left join intent_audit_log a on a.organization_id = i.tenant_id and a.intent_id = i.intent_id
            where i.tenant_id = $1 group by i.intent_id, i.version having count(a.*) <> i.version
            """),
        ("the outbox of Intents is drained", "select destination || ' ' || message_id || ', tried ' || attempts from outbox where organization_id = $1"),
        // The tests of outside publishers send messages to this door that have to be parked, in the same cluster.
        ("nothing is parked by Intents", "select endpoint || ' ' || coalesce(message_type, '?') || ': ' || coalesce(exception_text, reason) from parked where state = 'parked' and endpoint <> 'intents-outside'"),
    ];

    /// <summary>What does not hold now.</summary>
    public static async Task<List<Violation>> Check(Databases databases, Guid organization, int articles)
    {
        var violations = new List<Violation>();
        foreach (var (invariant, sql) in Queries)
        {
            object[] parameters = sql.Contains("$1", StringComparison.Ordinal) ? [organization] : [];
            violations.AddRange(await databases.Read("intents", sql, r => new Violation(invariant, r.GetString(0)), parameters));
        }

        var intents = await databases.Count("intents", "select count(*) from intent_executions where tenant_id = $1", organization);
        if (intents != articles) violations.Add(new Violation("one intent for each approved article", $"{intents} intents for {articles} articles"));
        return violations;
    }
}
