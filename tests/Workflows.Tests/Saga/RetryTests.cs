using System.Net;
using IntentEngine.Providers;
using IntentEngine.Support;
using IntentEngine.Workflows.Hosts;
using IntentEngine.Workflows.Steps;

namespace IntentEngine.Workflows.Saga;

public sealed class RetryTests(ClassHost host) : IClassFixture<ClassHost>
{
    private readonly Organization _organization = new(host.Host);

    private MovableClock Clock => _organization.Host.Clock;

    // Steps and pauses as in seed 004 §4.2; the last entry is the pause before the last retry.
    [Theory]
    [InlineData(1, new[] { 1, 2 })]
    [InlineData(2, new[] { 1, 2, 4 })]
    [InlineData(3, new[] { 2 })]
    [InlineData(4, new[] { 2, 4, 8 })]
    [InlineData(5, new[] { 0 })]
    [InlineData(6, new[] { 2, 4 })]
    [InlineData(7, new[] { 2, 4 })]
    public async Task A_step_is_retried_with_the_seeds_pauses_and_then_succeeds(int step, int[] pauses)
    {
        _organization.Script.Fails(step, pauses.Length, ProviderErrorType.ServerError, cost: 0.5m);
        var workflow = await StartUpTo(step);

        for (var retry = 1; retry <= pauses.Length; retry++) await Wait(workflow, retry, pauses[retry - 1]);
        await workflow.Until("awaiting_approval", step <= 3 ? "step_3_seeds" : "step_8_approval");

        var retries = await workflow.Audit("step_retry");
        retries.Select(r => r.GetProperty("delay_ms").GetInt64()).ShouldBe(pauses.Select(p => p * 1000L));
        retries.Select(r => r.GetProperty("attempt_number").GetInt32()).ShouldBe(Enumerable.Range(1, pauses.Length));
        retries.ShouldAllBe(r => r.GetProperty("error_type").GetString() == "server_error");
        _organization.Script.Runs.Where(r => r.Step == step).Select(r => r.Attempt).ShouldBe(Enumerable.Range(1, pauses.Length + 1));
        var row = await _organization.Rows($"select retry_count, max_retries, cost_usd, error_type from intent_workflow_steps where workflow_id = '{workflow.Id}' and step_number = {step}",
            r => (r.GetInt32(0), r.GetInt32(1), r.GetDecimal(2), r.IsDBNull(3)));
        row.ShouldBe([(pauses.Length, pauses.Length, 0.5m * pauses.Length + 0.25m, true)]);
        await workflow.ShouldBeSound();
    }

    [Fact]
    public async Task When_retries_are_used_up_the_workflow_has_failed_and_force_retry_brings_it_back_with_all_of_them()
    {
        _organization.Script.Fails(2, 4 + 1, ProviderErrorType.Timeout);
        var workflow = await StartUpTo(2);
        for (var retry = 1; retry <= 3; retry++) await Wait(workflow, retry, 30);

        await workflow.Until("failed", "failed");

        var view = await workflow.View();
        view["end_reason"].ShouldBe("scripted Timeout");
        (await workflow.Audit()).TakeLast(2).ShouldBe(["step_failed", "workflow_failed"]);
        (await workflow.Audit("step_failed"))[0].GetProperty("total_attempts").GetInt32().ShouldBe(4);
        (await workflow.Execute(2)).ShouldRefuse(HttpStatusCode.Conflict)["detail"]!.ShouldContain("force_retry");
        await workflow.ShouldBeSound();

        var forced = (await workflow.Execute(2, force: true)).ShouldBe(HttpStatusCode.OK);
        forced["status"].ShouldBe("running");
        await Wait(workflow, 1, 30);
        await workflow.Until("awaiting_approval", "step_3_seeds");

        (await workflow.View())["end_reason"].ShouldBeNull();
        _organization.Script.Runs.Where(r => r.Step == 2).Select(r => r.Attempt).ShouldBe([1, 2, 3, 4, 5, 6]);
        _organization.Script.Runs.Select(r => r.Key).ShouldBeUnique();
        await workflow.ShouldBeSound();
    }

    [Theory]
    [InlineData(ProviderErrorType.AuthError, "auth_error")]
    [InlineData(ProviderErrorType.ClientError, "client_error")]
    [InlineData(ProviderErrorType.ValidationError, "validation_error")]
    public async Task What_trying_again_cannot_help_fails_at_once(ProviderErrorType type, string errorType)
    {
        _organization.Script.Fails(2, 1, type);

        var workflow = await StartUpTo(2);
        await workflow.Until("failed", "failed");

        (await workflow.Audit()).ShouldNotContain("step_retry");
        (await workflow.View()).Body.GetProperty("steps")[2].GetProperty("error_type").GetString().ShouldBe(errorType);
        _organization.Script.Steps.Count(s => s == 2).ShouldBe(1);
        await workflow.ShouldBeSound();
    }

    [Fact]
    public async Task A_failure_nobody_foresaw_is_tried_again_and_what_it_says_can_be_stored()
    {
        _organization.Script.Throws(2, new FormatException("odd \0 byte \ud83d")).Throws(2, new StepException("no_luck", new string('x', 5000), isTransient: true));
        var workflow = await StartUpTo(2);
        await Wait(workflow, 1, 30);
        await Wait(workflow, 2, 30);

        await workflow.Until("awaiting_approval");

        var retries = await workflow.Audit("step_retry");
        retries.Select(r => r.GetProperty("error_type").GetString()).ShouldBe(["unknown_error", "no_luck"]);
        retries[0].GetProperty("error").GetString().ShouldBe("FormatException: odd  byte \ufffd");
        retries[1].GetProperty("error").GetString()!.Length.ShouldBe(2000);
    }

    [Fact]
    public async Task A_provider_that_asks_for_a_longer_pause_gets_it()
    {
        _organization.Script.Fails(2, 1, ProviderErrorType.RateLimit, TimeSpan.FromSeconds(90));
        var workflow = await StartUpTo(2);
        await workflow.Until("retrying");

        (await workflow.Audit("step_retry"))[0].GetProperty("delay_ms").GetInt64().ShouldBe(90_000);
        Clock.Advance(TimeSpan.FromSeconds(60));
        await _organization.Host.Sweeper.SweepOnceAsync(CancellationToken.None);
        (await workflow.View())["phase"].ShouldBe("retrying");
        Clock.Advance(TimeSpan.FromSeconds(31));
        await workflow.Until("awaiting_approval");
        await workflow.ShouldBeSound();
    }

    [Fact]
    public async Task A_step_that_takes_longer_than_its_limit_is_timed_out_even_when_it_does_not_listen()
    {
        var held = _organization.Script.Holds(2);
        var workflow = await StartUpTo(2);
        await held.Begun;

        Clock.Advance(TimeSpan.FromMinutes(10));
        await workflow.Until("retrying");
        (await workflow.Audit("step_retry"))[0].GetProperty("error_type").GetString().ShouldBe("timeout");
        Clock.Advance(TimeSpan.FromSeconds(5));
        await workflow.Until("awaiting_approval");

        // What was left behind comes to an end at last; nobody takes it.
        held.Release();
        _organization.Script.Steps.ShouldBe([0, 1, 2, 2, 3]);
        await workflow.ShouldBeSound();
    }

    [Fact]
    public async Task A_person_need_not_wait_for_the_pause_and_the_timer_then_finds_nothing_to_do()
    {
        using var stale = new Counted(_organization.Host, "stale_runs_total");
        _organization.Script.Fails(4, 1, ProviderErrorType.ServerError);
        var workflow = await StartUpTo(4);
        await workflow.Until("retrying");

        (await workflow.Execute(4, input: new { note = "now" })).ShouldBe(HttpStatusCode.OK)["status"].ShouldBe("running");
        await workflow.Until("awaiting_approval", "step_8_approval");

        Clock.Advance(TimeSpan.FromSeconds(3));
        await Eventually.Holds(() => Task.FromResult(stale.Total >= 1), "the timer of the retry");
        _organization.Script.Steps.Count(s => s == 4).ShouldBe(2);
        _organization.Script.Runs.Last(r => r.Step == 4).ManualInput.ShouldBe("""{"note":"now"}""");
        await workflow.ShouldBeSound();
    }

    private async Task<Workflow> StartUpTo(int step)
    {
        var workflow = await _organization.Start();
        if (step <= 3) return workflow;
        await workflow.Until("awaiting_approval", "step_3_seeds");
        (await workflow.ApproveSeeds()).ShouldBe(HttpStatusCode.OK);
        return workflow;
    }

    /// <summary>Waits until this many retries were scheduled, then until the pause is over.</summary>
    private async Task Wait(Workflow workflow, int retry, int seconds)
    {
        await Eventually.Holds(async () => (await workflow.Audit("step_retry")).Count(r => r.GetProperty("attempt_number").GetInt32() > 0) >= retry + Earlier(workflow), $"retry {retry}");
        Clock.Advance(TimeSpan.FromSeconds(seconds));
    }

    // Retries of an earlier life, before force_retry, count from one again.
    private int Earlier(Workflow workflow) => _organization.Script.Runs.Any(r => r.WorkflowId == workflow.Id && r.Attempt >= 5) ? 3 : 0;
}
