using System.Net;
using IntentEngine.Support;
using IntentEngine.Workflows.Hosts;
using IntentEngine.Workflows.Steps;

namespace IntentEngine.Workflows.Profiles;

public sealed class PutProfileTests(ClassHost host) : IClassFixture<ClassHost>
{
    private readonly Organization _organization = new(host.Host);

    private string Path => $"/api/organizations/{_organization.Id}/profile";

    [Fact]
    public async Task Workflows_that_miss_a_profile_are_blocked_say_so_and_go_on_by_themselves_once_it_is_stored()
    {
        for (var i = 0; i < 3; i++) _organization.Script.Then(1, NeedsProfile);
        for (var i = 0; i < 3; i++) _organization.Script.Then(1, NeedsProfile);
        var workflows = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => _organization.Start()));
        foreach (var workflow in workflows) await workflow.Until("blocked", "step_1_icp");
        var view = await workflows[0].View();
        (view["blocked_reason"], view["required_action"]).ShouldBe(("No profile.", "Store one."));
        view.Body.GetProperty("current_step").GetProperty("status").GetString().ShouldBe("blocked");
        await workflows[0].ShouldBeSound();

        (await _organization.Put(Path, Organization.Profile)).ShouldBe(HttpStatusCode.OK);

        foreach (var workflow in workflows)
        {
            await workflow.Until("awaiting_approval", "step_3_seeds");
            await workflow.ShouldBeSound();
        }

        (await _organization.Get(Path)).ShouldBe(HttpStatusCode.OK)["goals"].ShouldBe("More trials");
    }

    [Fact]
    public async Task A_profile_stored_while_a_step_finds_it_missing_is_not_overlooked()
    {
        var looked = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        _organization.Script.Then(1, async (context, cancel) =>
        {
            var result = await NeedsProfile(context, cancel);
            looked.SetResult();
            await goOn.Task;
            return result;
        }).Then(1, NeedsProfile);
        var workflow = await _organization.Start();
        await looked.Task.WaitAsync(TimeSpan.FromSeconds(30));

        (await _organization.Put(Path, Organization.Profile)).ShouldBe(HttpStatusCode.OK);
        goOn.SetResult();
        await workflow.Until("blocked");
        _organization.Host.Clock.Advance(TimeSpan.FromMinutes(2));

        await workflow.Until("awaiting_approval", "step_3_seeds");
        await workflow.ShouldBeSound();
    }

    [Fact]
    public async Task A_blocked_workflow_is_not_tried_again_and_again_for_nothing()
    {
        _organization.Script.Then(1, NeedsProfile);
        var workflow = await (await _organization.Start()).Until("blocked");

        _organization.Host.Clock.Advance(TimeSpan.FromHours(1));
        await _organization.Host.StalledWork.RedriveOnceAsync(_organization.Host.Clock.GetUtcNow(), CancellationToken.None);

        _organization.Script.Steps.ShouldBe([0, 1]);
        (await workflow.Execute(1, input: new { profile = Organization.Profile })).ShouldBe(HttpStatusCode.OK)["status"].ShouldBe("running");
        await workflow.Until("awaiting_approval");
        await workflow.ShouldBeSound();
    }

    [Fact]
    public async Task A_workflow_blocked_at_an_expired_approval_is_not_moved_by_a_profile()
    {
        var workflow = await _organization.AtSubtopics();
        _organization.Host.Clock.Advance(TimeSpan.FromDays(7));
        await workflow.Until("blocked");
        var version = (await workflow.State()).Version;

        (await _organization.Put(Path, Organization.Profile)).ShouldBe(HttpStatusCode.OK);
        await workflow.ShouldBeSound();

        (await Eventually.Gives(async () => await _organization.One<long>("select count(*) from inbox where consumer = 'workflow-commands'") > 1 ? await workflow.State() : null, "the message")).Version.ShouldBe(version);
    }

    private static async Task<StepResult> NeedsProfile(StepContext context, CancellationToken cancel) =>
        await context.StoredProfile(cancel) is null ? new StepResult.Blocked("No profile.", "Store one.") : new StepResult.Completed(new { context.Step });
}
