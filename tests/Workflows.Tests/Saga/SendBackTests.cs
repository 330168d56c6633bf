using System.Net;
using System.Text.Json;
using IntentEngine.Providers;
using IntentEngine.Workflows.Hosts;

namespace IntentEngine.Workflows.Saga;

public sealed class SendBackTests(ClassHost host) : IClassFixture<ClassHost>
{
    private readonly Organization _organization = new(host.Host);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    public async Task What_a_revised_step_and_its_successors_had_put_out_is_superseded_and_only_they_run_again(int to)
    {
        var workflow = await _organization.AtSubtopics();
        var shown = await workflow.Subtopics();

        var answer = (await workflow.Reject(to, "too broad")).ShouldBe(HttpStatusCode.OK);
        answer.Body.GetProperty("reset_reason").GetString().ShouldBe("too broad");
        answer.Members.ShouldBe(["workflow_id", "status", "reset_reason"]);
        if (to <= 3) await ApproveSeedsAgain(workflow);
        await workflow.Until("awaiting_approval", "step_8_approval");

        _organization.Script.Steps.ShouldBe([0, 1, 2, 3, 4, 5, 6, 7, .. Enumerable.Range(to, 8 - to)]);
        (await workflow.StepRows()).ShouldBe(
        [
            .. Enumerable.Range(0, to).Select(s => $"{s}/1 completed"),
            .. Enumerable.Range(to, 8 - to).SelectMany(s => (string[])[$"{s}/1 completed superseded", $"{s}/2 completed"]),
            "8/1 running superseded", "8/2 running",
        ]);
        (await _organization.One<long>("select count(*) from intent_workflow_steps where superseded_at is not null and step_number < 8 and output_data is null")).ShouldBe(0);
        (await workflow.Subtopics()).ShouldNotContain(id => shown.Contains(id));
        (await _organization.Rows("select approval_type || round || decision from intent_approvals order by approval_type, round", r => r.GetString(0)))
            .ShouldBe(to <= 3 ? ["seed_keywords1approved", "seed_keywords2approved", "subtopics1rejected"] : ["seed_keywords1approved", "subtopics1rejected"]);
        (await workflow.Audit()).Where(a => a is "approval_rejected" or "workflow_rolled_back").ShouldBe(["approval_rejected", "workflow_rolled_back"]);
        await workflow.ShouldBeSound();
    }

    [Fact]
    public async Task A_decision_on_items_that_were_replaced_buys_nothing()
    {
        var workflow = await _organization.AtSubtopics();
        var replaced = await workflow.Subtopics();
        await workflow.Reject(7);
        await workflow.Until("awaiting_approval", "step_8_approval");
        await workflow.ShouldBeSound();
        var before = await _organization.Fingerprint();

        (await workflow.ApproveSubtopics(replaced)).ShouldRefuse(HttpStatusCode.BadRequest).Faults.ShouldBe(["approved_items"]);
        // The same decision as it reaches the machine when the items were replaced between reading and deciding.
        (await workflow.Raise(new ApprovalGiven(workflow.Id, "subtopics", 1, replaced, [], null, Actor.System))).Reply
            .ShouldBeOfType<WrongState>().Detail.ShouldContain("were replaced since they were shown");

        (await _organization.Fingerprint()).ShouldBe(before);
        (await workflow.ApproveSubtopics()).ShouldBe(HttpStatusCode.OK);
        await workflow.Until("delegating");
        await workflow.ShouldBeSound();
    }

    [Fact]
    public async Task A_step_that_fails_after_a_send_back_can_be_sent_back_again()
    {
        var workflow = await _organization.AtSeeds();
        _organization.Script.Fails(3, 1, ProviderErrorType.AuthError);
        (await workflow.Reject(3)).ShouldBe(HttpStatusCode.OK);
        await workflow.Until("failed");

        (await workflow.Reject(2)).ShouldBe(HttpStatusCode.OK)["status"].ShouldBe("step_2_competitors");

        await workflow.Until("awaiting_approval", "step_3_seeds");
        (await workflow.View())["end_reason"].ShouldBeNull();
        (await workflow.StepRows()).ShouldBe(["0/1 completed", "1/1 completed", "2/1 completed superseded", "2/2 completed", "3/1 completed superseded", "3/2 failed superseded", "3/3 completed"]);
        (await workflow.ApproveSeeds()).ShouldBe(HttpStatusCode.OK);
        await workflow.Until("awaiting_approval", "step_8_approval");
        await workflow.ShouldBeSound();
    }

    [Fact]
    public async Task A_step_sees_only_current_outputs_and_the_items_approved_last()
    {
        var workflow = await _organization.AtSubtopics();
        (await workflow.Reject(3)).ShouldBe(HttpStatusCode.OK);
        await workflow.Until("awaiting_approval", "step_3_seeds");
        var seeds = await workflow.Seeds();
        var seen = new TaskCompletionSource<(JsonElement Output, IReadOnlySet<Guid> Approved)>();
        _organization.Script.Then(4, async (context, cancel) =>
        {
            seen.SetResult((await context.Output<JsonElement>(3, cancel), await context.ApprovedItems("seed_keywords", cancel)));
            return _organization.Script.Default(context);
        });

        (await workflow.ApproveSeeds(seeds[1])).ShouldBe(HttpStatusCode.OK);

        var (output, approved) = await seen.Task.WaitAsync(TimeSpan.FromSeconds(30));
        output.GetProperty("seeds").EnumerateArray().Select(s => s.GetProperty("id").GetGuid()).ShouldBe(seeds);
        approved.ShouldBe([seeds[1]]);
    }

    [Theory]
    [InlineData(9)]
    [InlineData(4)]
    public async Task A_workflow_cannot_be_sent_to_where_it_has_not_been(int to)
    {
        var workflow = await _organization.AtSeeds();

        (await workflow.Reject(to)).ShouldRefuse(to > 7 ? HttpStatusCode.BadRequest : HttpStatusCode.Conflict);

        (await workflow.View())["phase"].ShouldBe("awaiting_approval");
        await workflow.ShouldBeSound();
    }

    [Fact]
    public async Task A_finished_workflow_is_not_sent_back()
    {
        var workflow = await _organization.AtArticles();
        (await workflow.Reject(7)).ShouldRefuse(HttpStatusCode.Conflict);
        foreach (var token in await workflow.Tokens()) await workflow.Settle(token);
        await workflow.Until("completed");

        (await workflow.Reject(7)).ShouldRefuse(HttpStatusCode.Conflict)["workflow_status"].ShouldBe("completed");

        await workflow.ShouldBeSound();
    }

    private static async Task ApproveSeedsAgain(Workflow workflow)
    {
        await workflow.Until("awaiting_approval", "step_3_seeds");
        (await workflow.Execute(4)).ShouldRefuse(HttpStatusCode.Locked);
        (await workflow.ApproveSeeds()).ShouldBe(HttpStatusCode.OK);
    }
}
