using System.Text.Json;
using IntentEngine.Contracts.Lineage;
using IntentEngine.Contracts.Workflows;
using IntentEngine.Providers;
using IntentEngine.Support;
using IntentEngine.Workflows.Hosts;

namespace IntentEngine.Workflows.Saga;

/// <summary>Repairs that somebody asked Lineage for.</summary>
public sealed class RepairTests(ClassHost host) : IClassFixture<ClassHost>
{
    private readonly Organization _organization = new(host.Host);

    [Fact]
    public async Task A_repair_starts_an_attempt_below_the_failed_one_with_its_kind_and_correlation()
    {
        var (workflow, failed) = await FailedAtStep2();

        var answer = await Repair(workflow, failed, "repair", new { limit = 3 });
        await workflow.Until("awaiting_approval", "step_3_seeds");

        (answer.Started, answer.Refusal).ShouldBe((true, null));
        var execution = await Told(answer.ExecutionId!, "completed");
        (execution.ParentExecutionId, execution.TriggerKind, execution.CorrelationId, execution.RunId).ShouldBe((failed, "repair", workflow.Id.ToString(), workflow.Id.ToString()));
        JsonSerializer.Deserialize<JsonElement>(_organization.Script.Runs.Last(r => r.Step == 2).ManualInput!).GetProperty("limit").GetInt32().ShouldBe(3);
        (await workflow.Audit("step_repair")).ShouldHaveSingleItem().GetProperty("failed_execution_id").GetString().ShouldBe(failed);
        (await _organization.Rows("select actor_id from intent_audit_log where action = 'step_repair'", r => r.GetString(0))).ShouldBe(["ann"]);
        await workflow.ShouldBeSound();
    }

    [Fact]
    public async Task A_failed_workflow_named_by_its_own_id_is_retried_as_before()
    {
        var (workflow, failed) = await FailedAtStep2();

        var answer = await Repair(workflow, workflow.Id.ToString(), "retry");
        await workflow.Until("awaiting_approval", "step_3_seeds");

        var execution = await Told(answer.ExecutionId!, "completed");
        (execution.ParentExecutionId, execution.TriggerKind).ShouldBe((failed, "retry"));
        await workflow.ShouldBeSound();
    }

    [Fact]
    public async Task A_repair_that_fails_for_good_keeps_its_edge_and_can_be_repaired_itself()
    {
        var (workflow, failed) = await FailedAtStep2();
        _organization.Script.Fails(2, 1, ProviderErrorType.ClientError);

        var first = await Repair(workflow, failed, "repair");
        await workflow.Until("failed");
        var second = await Repair(workflow, first.ExecutionId!, "retry");
        await workflow.Until("awaiting_approval", "step_3_seeds");

        var wrong = await Told(first.ExecutionId!, "failed");
        (wrong.ParentExecutionId, wrong.TriggerKind).ShouldBe((failed, "repair"));
        var right = await Told(second.ExecutionId!, "completed");
        (right.ParentExecutionId, right.TriggerKind).ShouldBe((first.ExecutionId, "retry"));
    }

    [Fact]
    public async Task What_the_workflow_does_not_stand_still_for_is_refused_and_audited()
    {
        var (workflow, failed) = await FailedAtStep2();
        (await Repair(workflow, Guid.NewGuid().ToString(), "retry")).Refusal.ShouldNotBeNull().ShouldContain(failed);
        (await Repair(workflow, "not-ours", "retry")).Refusal.ShouldNotBeNull().ShouldContain("step 2");
        (await Repair(workflow, failed, "magic")).Refusal.ShouldNotBeNull().ShouldContain("retry or repair");
        (await Repair(workflow, failed, "retry", "odd \0 byte")).Refusal.ShouldNotBeNull().ShouldContain("NUL");
        (await Repair(workflow, failed, "retry")).Started.ShouldBeTrue();
        await workflow.Until("awaiting_approval", "step_3_seeds");

        (await Repair(workflow, failed, "retry")).Refusal.ShouldNotBeNull().ShouldContain("is past");

        (await workflow.Audit()).Count(a => a == "request_refused").ShouldBe(4);
        (await workflow.Audit()).Count(a => a == "step_repair").ShouldBe(1);
        await workflow.ShouldBeSound();
    }

    [Fact]
    public async Task A_workflow_that_is_not_there_is_refused()
    {
        var workflow = new Workflow(_organization, Guid.NewGuid());

        (await Repair(workflow, workflow.Id.ToString(), "retry")).Refusal.ShouldNotBeNull().ShouldContain("no workflow");
    }

    [Fact]
    public async Task Another_organization_repairs_nothing()
    {
        var (workflow, failed) = await FailedAtStep2();

        (await Repair(new Workflow(new Organization(host.Host), workflow.Id), failed, "retry")).Refusal.ShouldNotBeNull().ShouldContain("no workflow");

        (await workflow.View())["phase"].ShouldBe("failed");
    }

    [Fact]
    public async Task A_request_delivered_again_starts_one_attempt()
    {
        var (workflow, failed) = await FailedAtStep2();
        _organization.Script.Fails(2, 1, ProviderErrorType.ClientError);
        var (command, message) = (Command(workflow, failed, "retry", null), Guid.NewGuid());

        await workflow.Send(RepairStep.Queue, command, message);
        await Answer(command);
        await workflow.Until("failed");
        await workflow.Send(RepairStep.Queue, command, message);
        // Behind the second delivery of the first.
        await Repair(workflow, Guid.NewGuid().ToString(), "retry");

        _organization.Script.Steps.Count(s => s == 2).ShouldBe(2);
        host.Host.Heard.Of<RepairAnswered>(a => a.RepairId == command.RepairId).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_blocked_step_is_tried_again_and_an_approval_that_expired_is_not()
    {
        _organization.Script.Blocks(1, "no profile");
        var workflow = await (await _organization.Start()).Until("blocked");
        var blocked = (await workflow.State()).Data.Run.ToString();

        (await Repair(workflow, blocked, "retry")).Started.ShouldBeTrue();
        await workflow.Until("awaiting_approval", "step_3_seeds");
        host.Host.Clock.Advance(TimeSpan.FromDays(8));
        await host.Host.Sweeper.SweepOnceAsync(CancellationToken.None);
        await workflow.Until("blocked");

        (await Repair(workflow, (await workflow.State()).Data.Run.ToString(), "retry")).Refusal.ShouldNotBeNull().ShouldContain("is past");
    }

    private async Task<(Workflow Workflow, string Failed)> FailedAtStep2()
    {
        _organization.Script.Fails(2, 1, ProviderErrorType.AuthError);
        var workflow = await (await _organization.Start()).Until("failed", "failed");
        return (workflow, (await workflow.State()).Data.Run.ToString());
    }

    private async Task<RepairAnswered> Repair(Workflow workflow, string execution, string kind, object? input = null)
    {
        var command = Command(workflow, execution, kind, input);
        await workflow.Send(RepairStep.Queue, command);
        return await Answer(command);
    }

    private static RepairStep Command(Workflow workflow, string execution, string kind, object? input) => new()
    {
        OrganizationId = workflow.Organization.Id,
        WorkflowId = workflow.Id,
        ExecutionId = execution,
        RepairId = Guid.NewGuid(),
        Kind = kind,
        RequestedBy = "ann",
        Reason = "try",
        InputData = input is null ? null : JsonSerializer.SerializeToElement(input),
    };

    private async Task<RepairAnswered> Answer(RepairStep command)
    {
        await Eventually.Holds(() => Task.FromResult(host.Host.Heard.Of<RepairAnswered>(a => a.RepairId == command.RepairId).Count > 0), "an answer");
        return host.Host.Heard.Of<RepairAnswered>(a => a.RepairId == command.RepairId)[0];
    }

    /// <summary>The newest fact that Lineage was told of an execution.</summary>
    private async Task<ExecutionFact> Told(string execution, string status)
    {
        ExecutionFact? fact = null;
        await Eventually.Holds(() =>
        {
            fact = host.Host.Heard.Of<RecordLineage>(_ => true).SelectMany(m => m.Executions).Where(e => e.ExecutionId == execution).MaxBy(e => e.Sequence);
            return Task.FromResult(fact?.Status == status);
        }, $"{execution} {status}");
        return fact!;
    }
}
