using System.Net;
using IntentEngine.Contracts.Intents;
using IntentEngine.Providers;
using IntentEngine.Support;
using IntentEngine.Workflows.Hosts;

namespace IntentEngine.Workflows.Saga;

public sealed class CancellationTests(ClassHost host) : IClassFixture<ClassHost>
{
    private readonly Organization _organization = new(host.Host);

    [Theory]
    [InlineData("running")]
    [InlineData("retrying")]
    [InlineData("awaiting_approval")]
    [InlineData("blocked")]
    [InlineData("expired")]
    [InlineData("failed")]
    [InlineData("delegating")]
    public async Task A_workflow_can_be_stopped_for_good_in_every_phase(string phase)
    {
        var held = phase == "running" ? _organization.Script.Holds(2) : null;
        var workflow = await In(phase, held);
        var rows = await workflow.StepRows();

        (await workflow.Cancel()).ShouldBe(HttpStatusCode.OK).Text.ShouldBe($$"""{"workflow_id":"{{workflow.Id}}","status":"cancelled"}""");

        held?.Release();
        await workflow.ShouldBeSound();
        var view = await workflow.View();
        (view["phase"], view["status"], view["end_reason"]).ShouldBe(("cancelled", "cancelled", "no longer wanted"));
        (await workflow.Audit()).Last().ShouldBe("workflow_cancelled");
        (await workflow.StepRows()).SkipLast(1).ShouldBe(rows.SkipLast(1));
        (await workflow.StepRows()).Last().ShouldBe(phase switch { "awaiting_approval" => "3/1 completed", "failed" => "1/1 failed", _ => rows[^1].Split(' ')[0] + " cancelled" });
        await ShouldStayCancelled(workflow);
    }

    [Fact]
    public async Task Work_that_is_out_is_called_back_and_its_tokens_are_void()
    {
        var workflow = await _organization.AtArticles();
        var tokens = await workflow.Tokens();
        using var stale = new Counted(_organization.Host, "stale_tokens_total");

        (await workflow.Cancel()).ShouldBe(HttpStatusCode.OK);
        await workflow.ShouldBeSound();
        foreach (var token in tokens) await workflow.Settle(token);

        await Eventually.Holds(() => Task.FromResult(stale.Total == tokens.Count), "stale tokens");
        var created = _organization.Host.Heard.Of<CreateIntent>(m => m.OrganizationId == _organization.Id).Select(m => m.IntentId);
        await Eventually.Holds(() => Task.FromResult(_organization.Host.Heard.Of<CancelIntent>(m => m.OrganizationId == _organization.Id).Count == tokens.Count), "cancelled intents");
        _organization.Host.Heard.Of<CancelIntent>(m => m.OrganizationId == _organization.Id).Select(m => m.IntentId).ShouldBe(created, ignoreOrder: true);
        await ShouldStayCancelled(workflow);
    }

    [Fact]
    public async Task Cancelling_twice_answers_twice_and_a_completed_workflow_is_not_cancelled()
    {
        var workflow = await _organization.AtArticles();
        foreach (var token in await workflow.Tokens()) await workflow.Settle(token);
        await workflow.Until("completed");
        (await workflow.Cancel()).ShouldRefuse(HttpStatusCode.Conflict);

        var other = await _organization.AtSeeds();
        var first = await other.Cancel();
        (await other.Cancel()).ShouldBe(HttpStatusCode.OK).Text.ShouldBe(first.Text);

        await workflow.ShouldBeSound();
        await other.ShouldBeSound();
    }

    private async Task<Workflow> In(string phase, Script.Held? held)
    {
        switch (phase)
        {
            case "retrying":
                _organization.Script.Fails(1, 1, ProviderErrorType.RateLimit, TimeSpan.FromMinutes(5));
                return await (await _organization.Start()).Until("retrying");
            case "failed":
                _organization.Script.Fails(1, 1, ProviderErrorType.AuthError);
                return await (await _organization.Start()).Until("failed");
            case "blocked":
                _organization.Script.Blocks(1, "Nobody said who they are.");
                return await (await _organization.Start()).Until("blocked");
            case "expired":
                var workflow = await _organization.AtSubtopics();
                _organization.Host.Clock.Advance(TimeSpan.FromDays(7));
                return await workflow.Until("blocked");
            case "awaiting_approval":
                return await _organization.AtSeeds();
            case "delegating":
                return await _organization.AtArticles();
            default:
                var running = await _organization.Start();
                await held!.Begun;
                return running;
        }
    }

    private async Task ShouldStayCancelled(Workflow workflow)
    {
        var before = await _organization.Fingerprint();
        (await workflow.Execute(1, force: true)).ShouldRefuse(HttpStatusCode.Conflict);
        (await workflow.Approve("seed_keywords", [Guid.NewGuid()])).Status.ShouldBeOneOf(HttpStatusCode.Conflict, HttpStatusCode.BadRequest);
        (await workflow.Reject(1)).ShouldRefuse(HttpStatusCode.Conflict);
        (await _organization.Fingerprint()).ShouldBe(before);
        var version = (await workflow.State()).Version;
        _organization.Host.Clock.Advance(TimeSpan.FromMinutes(20));
        await _organization.Host.StalledWork.RedriveOnceAsync(_organization.Host.Clock.GetUtcNow(), CancellationToken.None);
        (await workflow.State()).Version.ShouldBe(version);
        await workflow.ShouldBeSound();
    }
}
