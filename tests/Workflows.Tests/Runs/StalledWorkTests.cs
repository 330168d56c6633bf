using System.Net;
using IntentEngine.Contracts.Intents;
using IntentEngine.Providers;
using IntentEngine.Support;
using IntentEngine.Workflows.Hosts;
using IntentEngine.Workflows.Saga;

namespace IntentEngine.Workflows.Runs;

/// <summary>What a dead queue held is sent again from the database, and sending again what was not lost changes nothing.</summary>
public sealed class StalledWorkTests(PostgresFixture postgres, ClassHost host) : IClassFixture<ClassHost>
{
    private readonly Organization _organization = new(host.Host);

    [Fact]
    public async Task A_run_that_died_with_its_process_starts_again_in_the_next_one()
    {
        var first = await WorkflowHost.StartAsync(postgres);
        var before = new Organization(first);
        var held = before.Script.Holds(2);
        var workflow = await before.Start();
        await held.Begun;
        await before.Settle();
        var connections = first.Connections;
        await first.DisposeAsync();

        await using var second = await WorkflowHost.StartAsync(postgres, connections: connections);
        var after = new Organization(second) { Id = before.Id };
        var again = new Workflow(after, workflow.Id);

        await again.Until("awaiting_approval", "step_3_seeds");
        after.Script.Steps.ShouldBe([2, 3]);
        after.Script.Runs[0].Key.ShouldBe(before.Script.Runs[^1].Key, "the same attempt, so that outside effects are recognised");
        (await again.StepRows()).ShouldBe(["0/1 completed", "1/1 completed", "2/1 completed", "3/1 completed"]);
        (await again.Audit()).Count(a => a is "step_started").ShouldBe(4);
    }

    [Fact]
    public async Task More_work_than_one_batch_holds_starts_again()
    {
        var first = await WorkflowHost.StartAsync(postgres);
        var before = new Organization(first);
        const int count = 230;
        for (var i = 0; i < count; i++) before.Script.Holds(0);
        await Task.WhenAll(Enumerable.Range(0, count).Select(_ => before.Start()));
        var connections = first.Connections;
        await first.DisposeAsync();

        await using var second = await WorkflowHost.StartAsync(postgres, connections: connections);
        var after = new Organization(second) { Id = before.Id };

        await Eventually.Holds(async () => await after.One<long>("select count(*) from intent_workflows where phase = 'AwaitingApproval'") == count, "every workflow at its seeds", TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task A_pause_between_attempts_survives_a_restart()
    {
        var first = await WorkflowHost.StartAsync(postgres);
        var before = new Organization(first);
        before.Script.Fails(2, 1, ProviderErrorType.RateLimit, TimeSpan.FromMinutes(5));
        var workflow = await (await before.Start()).Until("retrying");
        await before.Settle();
        var connections = first.Connections;
        await first.DisposeAsync();

        await using var second = await WorkflowHost.StartAsync(postgres, connections: connections);
        var again = new Workflow(new Organization(second) { Id = before.Id }, workflow.Id);
        (await second.StalledWork.RedriveOnceAsync(DateTimeOffset.MaxValue.AddDays(-1), CancellationToken.None)).ShouldBe(0);
        again.Organization.Script.Runs.ShouldBeEmpty();
        second.Clock.Advance(TimeSpan.FromMinutes(5));

        await again.Until("awaiting_approval");
        // A clock that jumps may have the retry sent twice; then it is the same attempt, whose outside effects are recognised.
        again.Organization.Script.Runs.Select(run => (run.Step, run.Key)).Distinct().Select(run => run.Step).ShouldBe([2, 3]);
        await again.ShouldBeSound();
    }

    [Fact]
    public async Task Intents_that_were_lost_are_asked_for_again_as_the_same_intents()
    {
        var workflow = await _organization.AtArticles();
        await Eventually.Holds(() => Task.FromResult(Created().Count == 2), "two intents");
        var before = await workflow.State();

        _organization.Host.Clock.Advance(TimeSpan.FromMinutes(5));
        await Eventually.Holds(() => Task.FromResult(Created().Count >= 4), "two intents again");

        var created = Created();
        created.Select(i => (i.IntentId, i.CompletionToken, i.ParentExecutionId, i.CorrelationId, i.Context.GetRawText())).Distinct().Count().ShouldBe(2);
        (await workflow.State()).Version.ShouldBe(before.Version);
        foreach (var token in await workflow.Tokens()) await workflow.Settle(token);
        await workflow.Until("completed");
        await workflow.ShouldBeSound();
    }

    [Fact]
    public async Task A_lost_time_out_of_an_approval_fires_all_the_same()
    {
        var workflow = await _organization.AtSubtopics();
        await _organization.Tamper("delete from outbox");

        _organization.Host.Clock.Advance(TimeSpan.FromDays(7) + TimeSpan.FromMinutes(2));

        await workflow.Until("blocked", "step_8_approval");
        (await workflow.Audit()).Count(a => a == "approval_expired").ShouldBe(1);
        await workflow.ShouldBeSound();
    }

    [Fact]
    public async Task A_lost_retry_is_sent_again()
    {
        _organization.Script.Fails(2, 1, ProviderErrorType.ServerError);
        var workflow = await (await _organization.Start()).Until("retrying");
        await _organization.Tamper("delete from outbox");

        _organization.Host.Clock.Advance(TimeSpan.FromMinutes(12));

        await workflow.Until("awaiting_approval", "step_3_seeds");
        _organization.Script.Steps.ShouldBe([0, 1, 2, 2, 3]);
        await workflow.ShouldBeSound();
    }

    [Fact]
    public async Task Sending_again_what_was_not_lost_changes_nothing()
    {
        using var stale = new Counted(_organization.Host, "stale_runs_total");
        var workflow = await _organization.AtSubtopics();
        await workflow.ShouldBeSound();
        var (state, before, rows) = (await workflow.State(), await _organization.Fingerprint(), await _organization.AuditRows());

        // Every message this workflow ever sent, once more and with new ids.
        await workflow.Send(Contracts.Workflows.RunStep.Queue, new Contracts.Workflows.RunStep { OrganizationId = _organization.Id, WorkflowId = workflow.Id, Step = 7, Run = state.Data.Run, Version = 1 });
        foreach (var run in await _organization.Rows("select run_id from intent_workflow_steps", r => r.GetGuid(0)))
            await workflow.Send(Contracts.Workflows.RunStep.Queue, new Contracts.Workflows.RunStep { OrganizationId = _organization.Id, WorkflowId = workflow.Id, Step = 1, Run = run, Version = state.Version });
        await workflow.Send(Contracts.Workflows.ExpireApproval.Queue, new Contracts.Workflows.ExpireApproval { OrganizationId = _organization.Id, WorkflowId = workflow.Id, ApprovalType = "seed_keywords", Round = 1 });
        await workflow.Send(Contracts.Workflows.ExpireApproval.Queue, new Contracts.Workflows.ResumeBlocked { OrganizationId = _organization.Id, WorkflowId = workflow.Id });
        await Eventually.Holds(() => Task.FromResult(stale.Total == 10), "ten stale runs");
        (await _organization.Host.StalledWork.RedriveOnceAsync(_organization.Host.Clock.GetUtcNow(), CancellationToken.None)).ShouldBe(0);

        _organization.Script.Steps.Count.ShouldBe(8);
        (await _organization.Fingerprint()).ShouldBe(before);
        (await _organization.AuditRows()).ShouldBe(rows);
        await workflow.ShouldBeSound();
    }

    [Fact]
    public async Task Of_workflows_that_need_nothing_none_is_looked_at_twice()
    {
        var waiting = await _organization.AtSubtopics();
        var ended = await _organization.AtSeeds();
        (await ended.Cancel()).ShouldBe(HttpStatusCode.OK);

        (await _organization.Host.StalledWork.RedriveOnceAsync(DateTimeOffset.MaxValue.AddDays(-1), CancellationToken.None)).ShouldBe(0);

        (await waiting.State()).Deadline.ShouldNotBeNull().ShouldBeGreaterThan(_organization.Host.Clock.GetUtcNow().AddDays(6));
        (await ended.State()).Deadline.ShouldBeNull();
    }

    private IReadOnlyList<CreateIntent> Created() => _organization.Host.Heard.Of<CreateIntent>(m => m.OrganizationId == _organization.Id);
}
