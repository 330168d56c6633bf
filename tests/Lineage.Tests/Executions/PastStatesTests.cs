using System.Text.Json;
using IntentEngine.Contracts.Lineage;
using IntentEngine.Lineage.Events;
using IntentEngine.Lineage.Projection;
using IntentEngine.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;

namespace IntentEngine.Lineage.Executions;

/// <summary>Executions that went on after they had failed, at earlier times.</summary>
public sealed class PastStatesTests(LineageHost host)
{
    private readonly Organization _acme = host.NewOrganization();

    [Theory]
    [InlineData(4, "running", 1, null, null, null, 0)]
    [InlineData(10, "failed", 1, 10, "rate_limited", 1, 10)]
    [InlineData(19, "failed", 1, 10, "rate_limited", 1, 10)]
    [InlineData(20, "running", 2, null, null, 1, 20)]
    [InlineData(29, "running", 2, null, null, 1, 20)]
    [InlineData(30, "completed", 2, 30, null, 3, 30)]
    public async Task An_execution_that_was_tried_again_in_place_is_shown_as_it_was_at_each_time(int at, string status, int attempt, int? completed, string? error, int? cost, int updated)
    {
        await _acme.RecordAsync(Resumed("e"));

        var then = (await _acme.LineageAsync("e", $"as_of={Text(at)}")).Execution;

        then.ShouldSatisfyAllConditions(
            e => e.Status.ShouldBe(status),
            e => e.Attempt.ShouldBe(attempt),
            e => e.StartedAt.ShouldBe(Organization.Moment(0)),
            e => e.CompletedAt.ShouldBe(completed is { } end ? Organization.Moment(end) : null),
            e => e.DurationMs.ShouldBe(completed * 1000L),
            e => e.ErrorType.ShouldBe(error),
            e => e.ErrorMessage.ShouldBe(error is null ? null : "too many"),
            e => e.ErrorStep.ShouldBe(error is null ? null : "verify"),
            e => e.Verdict.ShouldBe(at < 20 && at >= 10 ? "need_approval" : at >= 20 ? "allow" : null),
            e => e.FilesChanged.ShouldBe(at >= 30 ? 2 : null),
            e => e.CostUsd.ShouldBe(cost),
            e => e.UpdatedAt.ShouldBe(Organization.Moment(updated)));
    }

    [Fact]
    public async Task Everything_a_page_lists_is_shown_as_it_was_and_nothing_else_about_the_pages_changes()
    {
        foreach (var id in Enumerable.Range(0, 9).Select(i => $"e{i}"))
            await _acme.RecordAsync([.. Resumed(id).Select(f => f with { ParentExecutionId = id == "e0" ? null : id == "e1" ? "e0" : "e1", TriggerKind = "child" })]);
        await _acme.TellAsync([.. Enumerable.Range(5, 20).Select(i => _acme.Event("e1", i, "file_changed", new { path = "a" }))]);

        var whole = await _acme.LineageAsync("e1", $"as_of={Text(15)}");
        var pages = await _acme.PagesAsync("e1", 2, $"as_of={Text(15)}");

        whole.All().ShouldBe((await _acme.LineageAsync("e1")).All());
        pages.SelectMany(p => p.All()).ShouldBe(whole.All());
        foreach (var shown in (ExecutionLineage[])[whole, .. pages])
            shown.Ancestors.Append(shown.Execution).Concat(shown.Descendants).ShouldAllBe(e => e.Status == "failed" && e.ErrorType == "rate_limited");
        var wide = await _acme.LineageAsync("e0", $"as_of={Text(15)}&limit=10000&direction=down");
        wide.Descendants.Count.ShouldBe(8);
        wide.Descendants.ShouldAllBe(e => e.Status == "failed");
    }

    [Fact]
    public async Task Members_that_were_not_asked_for_are_left_out_of_the_past_as_well()
    {
        await _acme.RecordAsync(Resumed("e"));

        (await Then("core")).ShouldSatisfyAllConditions(e => e.Status.ShouldBe("failed"), e => e.CompletedAt.ShouldBe(Organization.Moment(10)),
            e => (e.ErrorType, e.ErrorMessage, e.ErrorStep, e.CostUsd, e.Verdict).ShouldBe((null, null, null, null, null)));
        (await Then("cost")).ShouldSatisfyAllConditions(e => e.CostUsd.ShouldBe(1), e => e.ErrorType.ShouldBeNull());
        (await Then("error")).ShouldSatisfyAllConditions(e => e.ErrorStep.ShouldBe("verify"), e => e.Verdict.ShouldBeNull());
        (await Then("change")).ShouldSatisfyAllConditions(e => e.Verdict.ShouldBe("need_approval"), e => e.ErrorStep.ShouldBeNull());

        async Task<LineageExecutionSummary> Then(string fields) => (await _acme.LineageAsync("e", $"as_of={Text(12)}&fields={fields}")).Execution;
    }

    [Fact]
    public async Task The_place_in_its_history_says_what_was_newest_and_not_the_clock_of_whoever_told_it()
    {
        await _acme.RecordAsync(
            State("e", 1, "running", 0), State("e", 3, "failed", 5), State("e", 2, "running", 8), State("e", 4, "completed", 20));

        (await _acme.LineageAsync("e", $"as_of={Text(4)}")).Execution.Status.ShouldBe("running");
        (await _acme.LineageAsync("e", $"as_of={Text(9)}")).Execution.Status.ShouldBe("failed");
    }

    [Fact]
    public async Task What_another_organization_told_of_the_same_execution_is_not_looked_at()
    {
        await _acme.RecordAsync(State("e", 1, "running", 0), State("e", 3, "completed", 20));
        var bolt = host.NewOrganization();
        await bolt.RecordAsync(State("e", 2, "failed", 5) with { OrganizationId = bolt.Id });

        (await _acme.LineageAsync("e", $"as_of={Text(10)}")).Execution.Status.ShouldBe("running");
    }

    [Fact]
    public async Task Where_the_facts_of_then_were_dropped_what_had_started_is_shown_as_running()
    {
        var options = await host.NewDatabaseAsync("past_states_retention");
        await using var instance = await AnotherInstance.StartAsync(options);
        DateTimeOffset Day(int month, int day) => new(2026, month, day, 0, 0, 0, TimeSpan.Zero);
        await UpkeepAsync(instance, Day(3, 1), null);
        await instance.Service<LineageProjector>().RecordAsync(
            new RecordLineage
            {
                Executions =
                [
                    State("e", 1, "failed", 0) with { At = Day(3, 1), StartedAt = Day(3, 1) },
                    State("e", 2, "failed", 0) with { At = Day(4, 1), StartedAt = Day(3, 1) },
                    State("e", 3, "completed", 0) with { At = Day(5, 1), StartedAt = Day(3, 1) },
                ],
            },
            Guid.NewGuid(), CancellationToken.None);
        async Task<string> At(DateTimeOffset then)
        {
            var question = new LineageQuestion { AsOf = then };
            question.Read("e").Problem.ShouldBeNull();
            return (await instance.Service<LineageOfExecution>().FindAsync(_acme.Id, "e", question, CancellationToken.None))!.Execution.Status;
        }

        (await At(Day(3, 15)), await At(Day(4, 15)), await At(Day(5, 15))).ShouldBe(("failed", "failed", "completed"));
        await UpkeepAsync(instance, Day(5, 10), TimeSpan.FromDays(31));
        (await At(Day(3, 15)), await At(Day(4, 15)), await At(Day(5, 15))).ShouldBe(("running", "failed", "completed"));
    }

    /// <summary>Runs, fails at 10, runs again at 20, completes at 30.</summary>
    private ExecutionFact[] Resumed(string id) =>
    [
        State(id, 1, "running", 0),
        State(id, 2, "failed", 10) with { CompletedAt = Organization.Moment(10), ErrorType = "rate_limited", ErrorMessage = "too many", CostUsd = 1, Data = Json(new { error_step = "verify", verdict = "need_approval" }) },
        State(id, 30, "running", 20) with { Attempt = 2, CostUsd = 1, Data = Json(new { verdict = "allow" }) },
        State(id, 31, "completed", 30) with { Attempt = 2, CompletedAt = Organization.Moment(30), CostUsd = 3, Data = Json(new { verdict = "allow", affected_paths = new[] { "a", "b" } }) },
    ];

    private ExecutionFact State(string id, int sequence, string status, int at) => _acme.Execution(id, sequence, status) with { At = Organization.Moment(at) };

    private static JsonElement Json(object data) => JsonSerializer.SerializeToElement(data);

    private static string Text(int seconds) => Organization.Moment(seconds).UtcDateTime.ToString("O");

    private static async Task UpkeepAsync(AnotherInstance instance, DateTimeOffset now, TimeSpan? retention) =>
        await new EventUpkeep(instance.Service<LineageDatabase>(), new EventSettings { Retention = retention }, new FakeClock(now), NullLogger<EventUpkeep>.Instance).RunOnceAsync(CancellationToken.None);
}
