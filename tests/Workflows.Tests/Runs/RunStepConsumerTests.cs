using IntentEngine.Contracts.Workflows;
using IntentEngine.Support;
using IntentEngine.Workflows.Hosts;
using IntentEngine.Workflows.Saga;

namespace IntentEngine.Workflows.Runs;

public sealed class RunStepConsumerTests(ClassHost host) : IClassFixture<ClassHost>
{
    private readonly Organization _organization = new(host.Host);

    [Fact]
    public async Task The_handler_runs_once_when_the_race_for_the_workflow_is_lost()
    {
        using var conflicts = new Counted(_organization.Host, "saga_conflicts_total");
        var held = _organization.Script.Holds(2);
        var workflow = await _organization.Start();
        await held.Begun;
        // Another process moved the workflow while the handler worked; the copy in memory is old now.
        var version = (await workflow.State()).Version + 1;
        await _organization.Tamper($"with moved as (update intent_workflows set version = {version} where id = '{workflow.Id}' returning organization_id, id) insert into intent_audit_log (organization_id, workflow_id, transition, actor_id, action, details, created_at) select organization_id, id, {version}, 'other process', 'step_started', '{{}}', now() from moved");

        held.Release();
        await workflow.Until("awaiting_approval");

        conflicts.Total.ShouldBeGreaterThan(0);
        _organization.Script.Steps.ShouldBe([0, 1, 2, 3]);
        await workflow.ShouldBeSound();
    }

    [Fact]
    public async Task The_same_message_twice_counts_once()
    {
        using var duplicates = new Counted(_organization.Host, "duplicates_total");
        using var stale = new Counted(_organization.Host, "stale_runs_total");
        var held = _organization.Script.Holds(2);
        var twin = _organization.Script.Holds(2);
        var workflow = await _organization.Start();
        await held.Begun;
        var state = await workflow.State();
        var message = new RunStep { OrganizationId = _organization.Id, WorkflowId = workflow.Id, Step = 2, Run = state.Data.Run, Version = state.Version };

        await workflow.Send(RunStep.Queue, message);
        await twin.Begun;
        held.Release();
        await workflow.Until("awaiting_approval");
        twin.Release();
        await workflow.Send(RunStep.Queue, message);
        await Eventually.Holds(() => Task.FromResult(stale.Total == 1), "the third delivery");

        (await workflow.Audit()).Count(a => a == "step_completed").ShouldBe(4);
        await workflow.ShouldBeSound();
    }

    [Fact]
    public async Task A_message_for_a_workflow_of_another_organization_finds_nothing()
    {
        using var stale = new Counted(_organization.Host, "stale_runs_total");
        var workflow = await _organization.AtSeeds();
        var state = await workflow.State();
        var stranger = new Workflow(new Organization(_organization.Host), workflow.Id);
        var before = await _organization.Fingerprint();

        await stranger.Send(RunStep.Queue, new RunStep { OrganizationId = stranger.Organization.Id, WorkflowId = workflow.Id, Step = 3, Run = state.Data.Run, Version = state.Version });

        await Eventually.Holds(() => Task.FromResult(stale.Total == 1), "the stranger's message");
        (await _organization.Fingerprint()).ShouldBe(before);
        (await stranger.Raise(new CancellationRequested(workflow.Id, "mine", Actor.System, () => Task.FromResult<IReadOnlyList<string>>([])))).Reply.ShouldBeNull();
        (await _organization.Fingerprint()).ShouldBe(before);
    }
}
