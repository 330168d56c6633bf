using IntentEngine.Workflows.Saga;

namespace IntentEngine.Workflows.Hosts;

/// <summary>The invariants of a workflow at rest: every transition audited once, nothing left in the outbox, no step row that its workflow contradicts.</summary>
public static class Soundness
{
    private static readonly string[] Refusals = ["gate_blocked", "request_refused"];

    public static async Task Check(Workflow workflow)
    {
        var organization = workflow.Organization;
        await organization.Settle();
        var w = await workflow.State();
        await TransitionsAreAudited(workflow, w);
        await StepRowsFit(workflow, w);
        await OnlyOwnTimersAreLeft(workflow, w);
        (await organization.One<long>($"select count(*) from pending_executions where workflow_id = '{workflow.Id}'")).ShouldBe(w.Data.Outstanding);
        (await organization.Rows("select endpoint || ': ' || reason || ' ' || coalesce(exception_type, '') || ' ' || coalesce(exception_text, '') from parked", r => r.GetString(0))).ShouldBeEmpty();
    }

    private static async Task TransitionsAreAudited(Workflow workflow, WorkflowState w)
    {
        var audit = await workflow.Organization.Rows($"select action, transition from intent_audit_log where workflow_id = '{workflow.Id}' order by id",
            r => (Action: r.GetString(0), Transition: r.IsDBNull(1) ? (int?)null : r.GetInt32(1)));
        audit.Where(a => a.Transition is not null).Select(a => a.Transition!.Value).Distinct().Order().ShouldBe(Enumerable.Range(1, w.Version));
        audit.Where(a => a.Transition is null).ShouldAllBe(a => Refusals.Contains(a.Action));
        audit.Where(a => Refusals.Contains(a.Action)).ShouldAllBe(a => a.Transition == null);
    }

    private static async Task StepRowsFit(Workflow workflow, WorkflowState w)
    {
        var rows = await workflow.Organization.Rows($"select step_number, round, status, superseded_at is not null, completed_at is not null, output_data is not null from intent_workflow_steps where workflow_id = '{workflow.Id}' order by 1, 2",
            r => (Step: r.GetInt32(0), Round: r.GetInt32(1), Status: r.GetString(2), Superseded: r.GetBoolean(3), Ended: r.GetBoolean(4), HasOutput: r.GetBoolean(5)));
        foreach (var rounds in rows.GroupBy(r => r.Step))
        {
            rounds.Select(r => r.Round).ShouldBe(Enumerable.Range(1, rounds.Count()), $"step {rounds.Key}");
            rounds.SkipLast(1).ShouldAllBe(r => r.Superseded, $"step {rounds.Key}: an older round is still current");
        }

        var current = rows.Where(r => !r.Superseded).ToDictionary(r => r.Step);
        current.Values.Where(r => r.Status == "completed").Select(r => r.Step).ShouldBe(w.Data.Completed, "completed steps");
        current.Values.Where(r => r.Status == "completed").ShouldAllBe(r => r.Ended && r.HasOutput);
        current.Keys.ShouldAllBe(step => step <= w.Step);
        current.Values.ShouldAllBe(r => r.Round == w.Data.RoundOf(r.Step));
        if (!w.Data.Completed.Contains(w.Step)) Legal(w).ShouldContain(current[w.Step].Status, $"step {w.Step} in phase {w.CurrentState}");
    }

    private static string[] Legal(WorkflowState w) => w.CurrentState switch
    {
        "Running" or "Delegating" or "AwaitingApproval" => ["running"],
        "Retrying" => ["pending"],
        "Blocked" => ["blocked"],
        "Failed" => ["failed"],
        "Cancelled" => ["cancelled", "failed"],
        _ => [],
    };

    private static async Task OnlyOwnTimersAreLeft(Workflow workflow, WorkflowState w)
    {
        var left = await workflow.Organization.Rows("select message_type, due, convert_from(body, 'utf8') from outbox", r => (Type: r.GetString(0), Due: r.GetFieldValue<DateTimeOffset>(1), Body: r.GetString(2)));
        foreach (var (type, due, _) in left.Where(m => m.Body.Contains(workflow.Id.ToString(), StringComparison.Ordinal)))
        {
            // A retry that nobody waits for any more may stay until it is due; it then finds nothing to do.
            (type.Contains("expire-approval", StringComparison.Ordinal) && w.CurrentState == "AwaitingApproval"
                || type.Contains("run-step", StringComparison.Ordinal) && due > workflow.Organization.Host.Clock.GetUtcNow()).ShouldBeTrue($"{type} is left in phase {w.CurrentState}");
        }
    }
}
