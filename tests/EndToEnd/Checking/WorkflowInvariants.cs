using IntentEngine.EndToEnd.Clusters;

namespace IntentEngine.EndToEnd.Checking;

/// <summary>What must hold in the database of Workflows for one organization once everything has settled.</summary>
internal static class WorkflowInvariants
{
    // Each query returns one row of text for each violation.
    private static readonly (string Invariant, string Sql)[] Queries =
    [
        ("every workflow ends or waits for a person", """
            select id || ' is ' || phase || ' at ' || status from intent_workflows
            where organization_id = $1 and phase not in ('Completed', 'AwaitingApproval')
            """),
        ("a completed workflow has completed each of its steps once", """
            select w.id || ' has ' || count(s.*) || ' completed steps' from intent_workflows w
            left join intent_workflow_steps s on s.organization_id = w.organization_id and s.workflow_id = w.id and s.status = 'completed' and s.output_data is not null
            where w.organization_id = $1 and w.phase = 'Completed' group by w.id, w.definition
            having count(s.*) <> case w.definition when 'content' then 10 else 6 end
            """),
        ("no step's effect is applied twice", """
            select workflow_id || ' step ' || (details ->> 'step_number') || ': ' || action || ' ' || count(*) || ' times' from intent_audit_log
            where organization_id = $1 and action in ('step_completed', 'step_delegated') group by workflow_id, details ->> 'step_number', action having count(*) > 1
            """),
        ("audit rows equal transitions", """
            select w.id || ' is at version ' || w.version || ', audited ' || coalesce(min(a.transition), 0) || ' to ' || coalesce(max(a.transition), 0) || ' in ' || count(distinct a.transition)
            from intent_workflows w left join intent_audit_log a on a.organization_id = w.organization_id and a.workflow_id = w.id and a.transition is not null
            where w.organization_id = $1 group by w.id, w.version
            having count(distinct a.transition) <> w.version or min(a.transition) <> 1 or max(a.transition) <> w.version
            """),
        ("a transition is audited in one transaction", """
            select workflow_id || ' transition ' || transition from intent_audit_log
            where organization_id = $1 and transition is not null group by workflow_id, transition
            having count(distinct created_at) > 1 or count(distinct xmin::text) > 1 or count(*) <> count(distinct (action, details))
            """),
        ("one decision each", """
            select workflow_id || ' ' || approval_type || ': ' || count(*) from intent_approvals
            where organization_id = $1 group by workflow_id, approval_type having count(*) > 1
            """),
        ("one article for each approved subtopic", """
            select intent_workflow_id || ' ' || coalesce(subtopic_id::text, 'no subtopic') || ': ' || count(*) || ' articles' from articles
            where organization_id = $1 group by intent_workflow_id, subtopic_id having count(*) > 1
            """),
        ("every article of a completed workflow is written", """
            select a.id || ' is ' || a.status from articles a join intent_workflows w on w.organization_id = a.organization_id and w.id = a.intent_workflow_id
            where a.organization_id = $1 and w.phase = 'Completed' and (a.status <> 'completed' or length(a.markdown) < 200)
            """),
        ("no completion token is left of completed work", """
            select p.intent_id from pending_executions p join intent_workflows w on w.organization_id = p.organization_id and w.id = p.workflow_id
            where p.organization_id = $1 and w.phase = 'Completed'
            """),
        ("the outbox is drained, save timers", "select destination || ' ' || message_id || ', tried ' || attempts from outbox where organization_id = $1 and due < now() + interval '1 hour'"),
        ("the lineage feed is drained", "select id::text from lineage_feed where organization_id = $1"),
        ("nothing is parked", "select endpoint || ' ' || coalesce(message_type, '?') || ': ' || coalesce(exception_text, reason) from parked where state = 'parked'"),
    ];

    /// <summary>What does not hold now.</summary>
    public static async Task<List<Violation>> Check(Databases databases, Guid organization)
    {
        var violations = new List<Violation>();
        foreach (var (invariant, sql) in Queries)
        {
            object[] parameters = sql.Contains("$1", StringComparison.Ordinal) ? [organization] : [];
            violations.AddRange(await databases.Read("workflows", sql, r => new Violation(invariant, r.GetString(0)), parameters));
        }

        return violations;
    }
}
