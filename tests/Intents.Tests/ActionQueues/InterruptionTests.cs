using System.Net;
using IntentEngine.Intents.ActionQueues.Hosts;
using IntentEngine.Intents.Hosts;

namespace IntentEngine.Intents.ActionQueues;

/// <summary>A need interrupts work, and afterwards the work goes on by itself if it said so (seed 003 §10, spec semantics §4).</summary>
public sealed class InterruptionTests(QueueHost host)
{
    private readonly Settler _settler = new(host);

    private static readonly object Resuming = new { resume_if_interrupted = true };

    [Fact]
    public async Task A_need_interrupts_work_and_afterwards_the_work_goes_on()
    {
        await Work("work-1", actions: 3);
        await _settler.DoOne();
        var interrupted = await _settler.Claim();
        await _settler.Enqueue("need-1", "needs", "high");

        (await _settler.Statuses()).ShouldBe(["waiting", "running"]);
        (await _settler.Complete(interrupted)).ShouldBe(HttpStatusCode.Conflict);
        await _settler.DoOne();
        (await _settler.Statuses()).ShouldBe(["running", "completed"]);
        (await Positions()).ShouldBe([1, 1]);
        await _settler.DoOne();
        await _settler.DoOne();

        (await _settler.Heard(2)).ShouldBe(["needs need-1 completed", "work work-1 completed"], ignoreOrder: true);
        _settler.Words.Count.ShouldBe(2);
        host.Told.Ready.Where(ready => ready.OrganizationId == _settler.Organization).Select(ready => ready.Position).Order().ShouldBe([0, 0, 1, 1, 2]);
    }

    [Fact]
    public async Task Whoever_did_not_ask_for_it_is_rejected_as_before()
    {
        await _settler.Enqueue("work-1");
        await _settler.Enqueue("need-1", "needs", "high");

        (await _settler.Heard(1)).ShouldBe(["work work-1 rejected interrupted"]);
    }

    [Fact]
    public async Task Work_that_is_interrupted_twice_goes_on_twice()
    {
        await Work("work-1", priority: "low");
        await _settler.Enqueue("need-1", "needs", "high", more: Resuming);
        await _settler.Enqueue("alarm-1", "navigation", "critical");
        (await _settler.Statuses()).ShouldBe(["waiting", "waiting", "running"]);
        for (var i = 0; i < 3; i++) await _settler.DoOne();

        (await _settler.Heard(3)).ShouldBe(["navigation alarm-1 completed", "needs need-1 completed", "work work-1 completed"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_need_that_fails_lets_the_work_go_on_as_well()
    {
        await Work("work-1");
        await _settler.Enqueue("need-1", "needs", "high");
        await _settler.Fail(await _settler.Claim());
        await _settler.DoOne();

        (await _settler.Heard(2)).ShouldBe(["needs need-1 failed movement_failed", "work work-1 completed"], ignoreOrder: true);
    }

    [Fact]
    public async Task Unassigning_ends_interrupted_work_and_it_never_comes_back()
    {
        await Work("work-1");
        await _settler.Enqueue("need-1", "needs", "high");
        (await _settler.Post("/unassign", new { owner = "work" }, "member")).ShouldBe(HttpStatusCode.OK);
        await _settler.DoOne();

        (await _settler.Statuses()).ShouldBe(["rejected", "completed"]);
        (await _settler.Heard(2)).ShouldBe(["work work-1 rejected unassign", "needs need-1 completed"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_snapshot_taken_during_the_interruption_goes_on_the_same_way()
    {
        await Work("work-1", actions: 2);
        await _settler.DoOne();
        await _settler.Enqueue("need-1", "needs", "high");
        var snapshot = (await _settler.Send(HttpMethod.Get, $"/api/action-queues/{_settler.Name}/snapshot", null, "admin")).ShouldBe(HttpStatusCode.OK);
        snapshot.Body.GetProperty("queues")[0].GetProperty("resume_if_interrupted").GetBoolean().ShouldBeTrue();
        var elsewhere = new Settler(host);
        (await elsewhere.Send(HttpMethod.Put, $"/api/action-queues/{_settler.Name}/snapshot", snapshot.Body.GetRawText(), "admin")).ShouldBe(HttpStatusCode.OK);

        // It still resumes after what interrupts it there.
        await elsewhere.DoOne();
        await elsewhere.Enqueue("need-2", "needs", "high");
        await elsewhere.DoOne();
        await elsewhere.DoOne();

        (await elsewhere.Heard(3)).ShouldBe(["needs need-1 completed", "needs need-2 completed", "work work-1 completed"], ignoreOrder: true);
    }

    private Task<Answer> Work(string token, int actions = 1, string priority = "normal") => _settler.Enqueue(token, priority: priority, actions: actions, more: Resuming);

    private async Task<int[]> Positions() =>
        [.. (await _settler.Send(HttpMethod.Get, $"/api/action-queues/{_settler.Name}", null, "member")).Body.GetProperty("items").EnumerateArray().Reverse().Select(item => item.GetProperty("position").GetInt32())];
}
