using System.Net;
using IntentEngine.Workflows.Hosts;

namespace IntentEngine.Workflows.Saga;

public sealed class WorkflowRunTests(ClassHost host) : IClassFixture<ClassHost>
{
    private readonly Organization _organization = new(host.Host);

    [Fact]
    public async Task A_workflow_runs_from_request_to_articles_and_waits_for_a_person_twice()
    {
        var workflow = await _organization.AtArticles();
        foreach (var token in await workflow.Tokens()) await workflow.Settle(token);

        await workflow.Until("completed", "completed");

        _organization.Script.Steps.ShouldBe([0, 1, 2, 3, 4, 5, 6, 7, 9]);
        (await workflow.StepRows()).ShouldBe(Enumerable.Range(0, 10).Select(step => $"{step}/1 completed"));
        (await workflow.Audit()).ShouldBe(
        [
            "workflow_created", "step_started",
            .. Enumerable.Range(0, 3).SelectMany(_ => (string[])["step_completed", "step_started"]), "step_completed", "approval_requested",
            "approval_granted", "step_started", .. Enumerable.Range(0, 3).SelectMany(_ => (string[])["step_completed", "step_started"]), "step_completed", "approval_requested",
            "approval_granted", "step_completed", "step_started", "step_delegated", "work_settled", "work_settled", "step_completed", "workflow_completed",
        ]);
        await workflow.ShouldBeSound();
    }

    [Fact]
    public async Task Every_row_of_the_audit_log_says_who_did_what_and_whence()
    {
        var workflow = await _organization.AtSeeds();
        await workflow.ApproveSeeds();

        // The workflow goes on meanwhile, and may have asked for the next approval.
        var rows = await _organization.Rows("select action, actor_id, host(ip_address), user_agent, details from intent_audit_log where action in ('workflow_created', 'approval_granted', 'approval_requested') order by id limit 3",
            r => (r.GetString(0), r.GetString(1), r.IsDBNull(2) ? null : r.GetString(2), r.IsDBNull(3) ? null : r.GetString(3)));

        rows.ShouldBe(
        [
            ("workflow_created", "some-member", "127.0.0.1", "workflow-tests/1.0"),
            ("approval_requested", "system", null, null),
            ("approval_granted", "some-content_manager", "127.0.0.1", "workflow-tests/1.0"),
        ]);
    }

    [Fact]
    public async Task An_event_that_comes_too_late_changes_nothing_not_even_the_version()
    {
        var workflow = await _organization.AtSubtopics();
        await workflow.ShouldBeSound();
        var before = await _organization.Fingerprint();
        var rows = await _organization.AuditRows();

        await workflow.Raise(new StepSucceeded(workflow.Id, Guid.NewGuid(), "{}", 1, default));
        await workflow.Raise(new StepFailed(workflow.Id, Guid.NewGuid(), "timeout", "late", true, null, 1, default));
        await workflow.Raise(new ApprovalExpired(workflow.Id, "seed_keywords", 1));
        await workflow.Raise(new BlockedResumed(workflow.Id));
        await workflow.Raise(new WorkSettled(workflow.Id, "no such token", true, null));

        (await _organization.Fingerprint()).ShouldBe(before);
        (await _organization.AuditRows()).ShouldBe(rows);
        await workflow.ShouldBeSound();
    }

    [Fact]
    public async Task An_event_for_a_workflow_nobody_knows_gets_no_reply()
    {
        var unknown = new Workflow(_organization, Guid.NewGuid());

        var raised = await unknown.Raise(new StepRequested(unknown.Id, 1, null, false, Actor.System));

        raised.Reply.ShouldBeNull();
        (await _organization.AuditRows()).ShouldBe(0);
        (await unknown.Cancel()).ShouldRefuse(HttpStatusCode.NotFound);
    }
}
