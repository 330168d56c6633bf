using System.Net;
using IntentEngine.Messaging.Sagas;
using IntentEngine.Support;
using IntentEngine.Workflows.Hosts;
using Npgsql;

namespace IntentEngine.Workflows.Saga;

/// <summary>Decisions before, during and after the wait, twice, stale, expired and racing: none lost, none applied twice.</summary>
public sealed class ApprovalTests(ClassHost host) : IClassFixture<ClassHost>
{
    private readonly Organization _organization = new(host.Host);

    [Theory]
    [InlineData("seed_keywords", 1)]
    [InlineData("subtopics", 1)]
    [InlineData("seed_keywords", 3)]
    [InlineData("subtopics", 7)]
    public async Task A_decision_that_nobody_waits_for_yet_is_refused(string type, int at)
    {
        var held = _organization.Script.Holds(at);
        var workflow = await _organization.Start();
        if (at > 3) await (await workflow.Until("awaiting_approval")).ApproveSeeds();
        await held.Begun;

        var refusal = (await workflow.Approve(type, [Guid.NewGuid()])).ShouldRefuse(HttpStatusCode.Conflict);

        refusal["current_step"].ShouldBe(at.ToString(null as IFormatProvider));
        refusal["workflow_status"].ShouldBe((await workflow.View())["status"]);
        (await workflow.Audit()).Last().ShouldBe("request_refused");
        held.Release();
        await workflow.Until("awaiting_approval");
        await workflow.ShouldBeSound();
    }

    [Fact]
    public async Task An_approval_of_a_kind_nobody_asks_for_is_refused()
    {
        var workflow = await _organization.AtSubtopics();

        (await workflow.Approve("longtails", [Guid.NewGuid()])).ShouldRefuse(HttpStatusCode.Conflict)["detail"]!.ShouldContain("asks for 'seed_keywords' and 'subtopics'");
    }

    [Fact]
    public async Task Approving_subtopics_says_how_many_articles_are_queued_and_keeps_the_decision()
    {
        var workflow = await _organization.AtSubtopics();
        var items = await workflow.Subtopics();

        var approved = (await workflow.Approve("subtopics", items[..3], items[3..], "fine")).ShouldBe(HttpStatusCode.OK);

        approved.Text.ShouldBe($$"""{"workflow_id":"{{workflow.Id}}","status":"step_9_articles","approved_items":3,"articles_queued":3}""");
        var view = (await workflow.Until("delegating")).View();
        var decision = (await view).Body.GetProperty("approvals").EnumerateArray().Last();
        decision.GetProperty("approval_type").GetString().ShouldBe("subtopics");
        decision.GetProperty("decision").GetString().ShouldBe("approved");
        decision.GetProperty("feedback").GetString().ShouldBe("fine");
        decision.GetProperty("rejected_items").EnumerateArray().Select(i => i.GetGuid()).ShouldBe(items[3..]);
        (await _organization.Rows("select approved_by, approval_feedback from intent_workflows", r => (r.GetString(0), r.GetString(1)))).ShouldBe([("some-content_manager", "fine")]);
    }

    [Fact]
    public async Task The_same_decision_twice_gets_the_same_answer_and_queues_nothing_twice_even_when_all_is_over()
    {
        var workflow = await _organization.AtSubtopics();
        var items = await workflow.Subtopics();
        var first = await workflow.Approve("subtopics", items[..3], items[3..]);
        await workflow.Until("delegating");

        var second = await workflow.Approve("subtopics", [items[2], items[0], items[1]], items[3..]);
        foreach (var token in await workflow.Tokens()) await workflow.Settle(token);
        await workflow.Until("completed");
        var late = await workflow.Approve("subtopics", items[..3], items[3..]);

        second.ShouldBe(HttpStatusCode.OK).Text.ShouldBe(first.Text);
        late.ShouldBe(HttpStatusCode.OK).Text.ShouldBe(first.Text);
        _organization.Script.Steps.Count(s => s == 9).ShouldBe(1);
        (await workflow.Audit()).Count(a => a == "approval_granted").ShouldBe(2);
        await workflow.ShouldBeSound();
    }

    [Fact]
    public async Task Another_decision_after_the_first_is_refused()
    {
        var workflow = await _organization.AtSubtopics();
        var items = await workflow.Subtopics();
        (await workflow.ApproveSubtopics(items[..3])).ShouldBe(HttpStatusCode.OK);

        (await workflow.ApproveSubtopics(items[..2])).ShouldRefuse(HttpStatusCode.Conflict)["detail"]!.ShouldContain("already approved, with other items");
        (await workflow.Reject(7)).ShouldRefuse(HttpStatusCode.Conflict);

        (await _organization.One<long>("select count(*) from intent_approvals where approval_type = 'subtopics'")).ShouldBe(1);
        await workflow.Until("delegating");
        await workflow.ShouldBeSound();
    }

    [Fact]
    public async Task Of_fifty_racing_decisions_one_holds_and_all_others_hear_so()
    {
        var workflow = await _organization.AtSubtopics();
        var items = await workflow.Subtopics();
        Guid[][] choices = [items[..1], items[..2], items[..3], items, items[1..]];

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => workflow.ApproveSubtopics(choices[i % choices.Length])));

        var accepted = answers.Where(a => a.Status == HttpStatusCode.OK).ToList();
        accepted.Count.ShouldBe(10, "the same decision ten times");
        accepted.Select(a => a.Text).Distinct().ShouldHaveSingleItem();
        answers.Except(accepted).ShouldAllBe(a => a.Status == HttpStatusCode.Conflict);
        await workflow.Until("delegating");
        (await _organization.One<Guid[]>("select approved_items from intent_approvals where approval_type = 'subtopics'")).Length.ShouldBe(int.Parse(accepted[0]["approved_items"]!, null));
        _organization.Script.Steps.Count(s => s == 9).ShouldBe(1);
        await workflow.ShouldBeSound();
    }

    [Fact]
    public async Task Of_two_instances_that_decide_in_one_moment_the_second_hears_what_the_first_decided()
    {
        var workflow = await _organization.AtSubtopics();
        var items = await workflow.Subtopics();
        await using var other = await WorkflowHost.StartAsync(host.Postgres, connections: host.Host.Connections);
        ApprovalGiven Decision(params Guid[] approved) => new(workflow.Id, "subtopics", 1, approved, [], null, new Actor("editor"));

        // The row is held until both have decided on what they read and stand before it.
        await using var holder = await host.Host.Database.App.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var held = await holder.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using (var hold = new NpgsqlCommand($"set local app.organization_id = '{_organization.Id}'; select 1 from intent_workflows where id = '{workflow.Id}' for update", holder, held))
            await hold.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        Task<RaiseResult>[] racing = [host.Host.Workflows.Raise(_organization.Id, workflow.Id, Decision(items[0]), null, default), other.Workflows.Raise(_organization.Id, workflow.Id, Decision(items[1]), null, default)];
        await Eventually.Holds(async () => await _organization.One<long>("select count(*) from pg_stat_activity where usename = current_user and wait_event_type = 'Lock'") == 2, "both wait");
        await held.CommitAsync(TestContext.Current.CancellationToken);

        var replies = (await Task.WhenAll(racing)).Select(r => r.Reply).ToList();
        replies.OfType<ApprovalAccepted>().ShouldHaveSingleItem();
        replies.OfType<WrongState>().ShouldHaveSingleItem().Detail.ShouldContain("already approved, with other items");
        await workflow.Until("delegating");
        await workflow.ShouldBeSound();
    }

    [Fact]
    public async Task Approvals_and_rejections_that_race_end_in_one_of_them()
    {
        var workflow = await _organization.AtSubtopics();
        var items = await workflow.Subtopics();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => i % 2 == 0 ? workflow.ApproveSubtopics(items) : workflow.Reject(5)));

        answers.Where((a, i) => a.Status == HttpStatusCode.OK).Select((a, i) => a.Text).Distinct().Count().ShouldBe(1);
        var view = await Eventually.Gives(async () => await workflow.View() is { } v && v["phase"] is "delegating" or "awaiting_approval" ? await workflow.View() : null, "rest");
        var rejected = answers.Where((_, i) => i % 2 == 1).Any(a => a.Status == HttpStatusCode.OK);
        view["phase"].ShouldBe(rejected ? "awaiting_approval" : "delegating");
        (await _organization.One<long>("select count(*) from intent_approvals where approval_type = 'subtopics'")).ShouldBe(1);
        await workflow.ShouldBeSound();
    }

    [Theory]
    [InlineData("seed_keywords")]
    [InlineData("subtopics")]
    public async Task After_seven_days_the_workflow_is_blocked_and_a_late_decision_is_still_taken(string type)
    {
        var workflow = type == "subtopics" ? await _organization.AtSubtopics() : await _organization.AtSeeds();
        _organization.Host.Clock.Advance(TimeSpan.FromDays(7));
        await workflow.Until("blocked", type == "subtopics" ? "step_8_approval" : "step_3_seeds");

        var view = await workflow.View();
        view["awaiting_approval"].ShouldBe(type);
        view["approval_status"].ShouldBe("pending");
        view["blocked_reason"].ShouldBe($"Nobody decided on '{type}' in time.");
        (await workflow.Audit()).Last().ShouldBe("approval_expired");
        await workflow.ShouldBeSound();

        var approved = type == "subtopics" ? await workflow.ApproveSubtopics() : await workflow.ApproveSeeds();

        approved.ShouldBe(HttpStatusCode.OK)["approved_items"].ShouldBe(type == "subtopics" ? "4" : "3");
        await workflow.Until(type == "subtopics" ? "delegating" : "awaiting_approval", type == "subtopics" ? "step_9_articles" : "step_8_approval");
        (await workflow.View())["blocked_reason"].ShouldBeNull();
        await workflow.ShouldBeSound();
    }

    [Fact]
    public async Task A_late_rejection_is_taken_too()
    {
        var workflow = await _organization.AtSubtopics();
        _organization.Host.Clock.Advance(TimeSpan.FromDays(7));
        await workflow.Until("blocked");

        (await workflow.Reject(6)).ShouldBe(HttpStatusCode.OK);

        await workflow.Until("awaiting_approval", "step_8_approval");
        (await _organization.Rows("select decision from intent_approvals where approval_type = 'subtopics'", r => r.GetString(0))).ShouldBe(["rejected"]);
        await workflow.ShouldBeSound();
    }

    [Fact]
    public async Task The_time_out_of_an_earlier_round_does_not_end_a_later_one()
    {
        var workflow = await _organization.AtSubtopics();
        (await workflow.Reject(7)).ShouldBe(HttpStatusCode.OK);
        await workflow.Until("awaiting_approval", "step_8_approval");
        await workflow.ShouldBeSound();
        var before = await _organization.Fingerprint();

        await workflow.Raise(new ApprovalExpired(workflow.Id, "subtopics", 1));

        (await _organization.Fingerprint()).ShouldBe(before);
        (await workflow.View())["phase"].ShouldBe("awaiting_approval");
    }
}
