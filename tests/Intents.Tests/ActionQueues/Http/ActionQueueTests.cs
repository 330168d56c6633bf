using System.Net;
using IntentEngine.Intents.ActionQueues.Hosts;
using IntentEngine.Intents.Hosts;
using IntentEngine.Support;

namespace IntentEngine.Intents.ActionQueues.Http;

public sealed class ActionQueueTests(QueueHost host)
{
    private readonly Settler _settler = new(host);

    [Fact]
    public async Task Actions_are_done_in_order_and_the_owner_is_told_once_with_owner_and_token_alone()
    {
        var made = (await _settler.Enqueue("token-1", actions: 3)).ShouldBe(HttpStatusCode.Created);
        made.Body.ToString().ShouldNotContain("token-1");

        for (var i = 0; i < 3; i++)
        {
            var claim = (await _settler.Post("/claim", new { worker = "legs" })).ShouldBe(HttpStatusCode.OK);
            claim.Body.GetProperty("action").GetProperty("to").GetInt32().ShouldBe(i);
            (await _settler.Post("/started", new { execution_id = claim["execution_id"] })).ShouldBe(HttpStatusCode.OK);
            (await _settler.Complete(Guid.Parse(claim["execution_id"]!))).ShouldBe(HttpStatusCode.OK)["position"].ShouldBe($"{i + 1}");
        }

        (await _settler.Heard(1)).ShouldBe(["work token-1 completed"]);
        (await _settler.Statuses()).ShouldBe(["completed"]);
        host.Told.Ready.Where(ready => ready.OrganizationId == _settler.Organization).Select(ready => ready.Position).ShouldBe([0, 1, 2], ignoreOrder: true);
    }

    [Fact]
    public async Task One_queue_runs_and_the_others_follow()
    {
        foreach (var token in (string[])["a", "b", "c"]) await _settler.Enqueue(token);
        (await _settler.Statuses()).ShouldBe(["running", "waiting", "waiting"]);

        for (var i = 0; i < 3; i++) await _settler.DoOne();

        (await _settler.Heard(3)).ShouldBe(["work a completed", "work b completed", "work c completed"], ignoreOrder: true);
        (await _settler.Post("/claim", new { worker = "legs" })).ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task A_need_interrupts_work_whose_report_then_is_stale()
    {
        await _settler.Enqueue("step", actions: 2);
        var walking = await _settler.Claim();

        (await _settler.Enqueue("eat", "needs", "high")).ShouldBe(HttpStatusCode.Created)["status"].ShouldBe("running");

        (await _settler.Complete(walking)).ShouldBe(HttpStatusCode.Conflict);
        await _settler.DoOne();
        (await _settler.Heard(2)).ShouldBe(["work step rejected interrupted", "needs eat completed"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_failed_action_fails_its_queue_and_the_next_one_runs()
    {
        await _settler.Enqueue("a", actions: 5);
        await _settler.Enqueue("b", "navigation");

        (await _settler.Fail(await _settler.Claim())).ShouldBe(HttpStatusCode.OK)["outcome"].ShouldBe("movement_failed");

        (await _settler.Statuses()).ShouldBe(["failed", "running"]);
        (await _settler.Heard(1)).ShouldBe(["work a failed movement_failed"]);
    }

    [Theory]
    [InlineData("abort", new[] { "rejected", "running", "waiting" })]
    [InlineData("unassign", new[] { "rejected", "rejected", "rejected" })]
    [InlineData("reset", new[] { "rejected", "rejected", "rejected" })]
    public async Task Stopping_tells_every_owner_concerned(string verb, string[] left)
    {
        foreach (var (token, owner) in ((string, string)[])[("a", "work"), ("b", "needs"), ("c", "work")]) await _settler.Enqueue(token, owner);

        (await _settler.Post($"/{verb}", new { })).ShouldBe(HttpStatusCode.OK).Body.GetProperty("stopped").GetArrayLength().ShouldBe(left.Count(status => status == "rejected"));

        (await _settler.Statuses()).ShouldBe(left);
        (await _settler.Heard(left.Count(status => status == "rejected"))).ShouldAllBe(word => word.EndsWith($"rejected {verb}"));
        (await _settler.Post($"/{verb}", new { owner = "navigation" })).Body.GetProperty("stopped").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Of_thirty_workers_who_claim_at_once_one_wins()
    {
        await _settler.Enqueue("a");

        var claims = await Task.WhenAll(Enumerable.Range(0, 30).Select(i => _settler.Post("/claim", new { worker = $"worker-{i}" })));

        claims.Count(claim => claim.Status == HttpStatusCode.OK).ShouldBe(1);
        claims.Count(claim => claim.Status == HttpStatusCode.Conflict).ShouldBe(29);
    }

    [Fact]
    public async Task Of_thirty_reports_of_one_action_one_counts()
    {
        await _settler.Enqueue("a", actions: 2);
        var execution = await _settler.Claim();

        var reports = await Task.WhenAll(Enumerable.Range(0, 30).Select(i => i % 3 == 0 ? _settler.Fail(execution) : _settler.Complete(execution)));

        reports.Count(report => report.Status == HttpStatusCode.OK).ShouldBe(1);
    }

    [Fact]
    public async Task Racing_enqueues_for_an_idle_subject_all_get_their_turn()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => _settler.Enqueue($"token-{i}")));
        for (var i = 0; i < 20; i++) await _settler.DoOne();

        (await _settler.Heard(20)).ShouldBe(Enumerable.Range(0, 20).Select(i => $"work token-{i} completed"), ignoreOrder: true);
    }

    [Fact]
    public async Task Workers_claim_across_subjects_most_urgent_first()
    {
        for (var i = 0; i < 3; i++)
            (await _settler.Send(HttpMethod.Post, $"/api/action-queues/settler-{i}", new { owner = "work", token = $"t{i}", actions = Settler.Actions(1), priority = i == 2 ? "critical" : "low" }, "member")).ShouldBe(HttpStatusCode.Created);

        async Task<string[]> Claim(int max) => [.. (await _settler.Send(HttpMethod.Post, "/api/action-queues/claim", new { worker = "legs", max }, "worker")).ShouldBe(HttpStatusCode.OK)
            .Body.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("subject").GetString()!)];
        (await Claim(1)).ShouldBe(["settler-2"]);
        (await Claim(10)).ShouldBe(["settler-0", "settler-1"], ignoreOrder: true);
        (await Claim(10)).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_unknown_owner_is_refused_and_nothing_is_written()
    {
        var refused = (await _settler.Enqueue("a", "strangers")).ShouldBe(HttpStatusCode.UnprocessableEntity);

        refused["detail"]!.ShouldContain("navigation");
        (await _settler.Count("action_queue_log")).ShouldBe(0);
        (await _settler.Count("action_subjects")).ShouldBe(0);
        _settler.Words.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_token_is_good_for_one_enqueue()
    {
        await _settler.Enqueue("a");
        await _settler.DoOne();

        (await _settler.Enqueue("a")).ShouldBe(HttpStatusCode.Conflict);
        (await _settler.Enqueue("a", "needs")).ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task The_same_enqueue_again_is_recognised_by_its_id_and_by_its_key()
    {
        var id = Guid.NewGuid();
        (await _settler.Enqueue("a", more: new { queue_id = id }, key: "key-1")).ShouldBe(HttpStatusCode.Created);
        (await _settler.Enqueue("a", more: new { queue_id = id })).ShouldBe(HttpStatusCode.OK)["queue_id"].ShouldBe(id.ToString());
        (await _settler.Enqueue("a", more: new { queue_id = id }, key: "key-1")).ShouldBe(HttpStatusCode.Created);
        (await _settler.Enqueue("b", more: new { queue_id = id })).ShouldBe(HttpStatusCode.Conflict);

        (await _settler.Statuses()).ShouldBe(["running"]);
    }

    [Fact]
    public async Task A_report_under_a_key_is_answered_again()
    {
        await _settler.Enqueue("a");
        var execution = await _settler.Claim();

        for (var i = 0; i < 3; i++) (await _settler.Post("/completed", new { execution_id = execution }, key: "key-2")).ShouldBe(HttpStatusCode.OK)["status"].ShouldBe("completed");
        (await _settler.Heard(1)).ShouldBe(["work a completed"]);
    }

    [Fact]
    public async Task What_takes_too_long_expires_and_the_next_one_runs()
    {
        await _settler.Enqueue("a", more: new { time_to_live_seconds = 1 });
        await _settler.Enqueue("b");
        var late = await _settler.Claim();

        await Eventually.Holds(async () => (await _settler.Statuses())[0] == "expired", "the first queue to expire");

        (await _settler.Complete(late)).ShouldBe(HttpStatusCode.Conflict);
        (await _settler.Heard(1)).ShouldBe(["work a expired time_to_live"]);
        (await _settler.Statuses()).ShouldBe(["expired", "running"]);
    }

    [Fact]
    public async Task A_lease_that_runs_out_offers_the_action_again()
    {
        await _settler.Enqueue("a");
        var first = await _settler.Claim(leaseSeconds: 1);
        await Eventually.Holds(() => Task.FromResult(host.Told.Ready.Count(ready => ready.OrganizationId == _settler.Organization) == 2), "the action to be offered again");

        var second = await _settler.Claim();
        (await _settler.Complete(first)).ShouldBe(HttpStatusCode.Conflict);
        (await _settler.Complete(second)).ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("""{"owner":"work","token":"a","actions":[]}""", "actions")]
    [InlineData("""{"owner":"work","token":"a","actions":[1]}""", "actions[0]")]
    [InlineData("""{"owner":"work","token":"","actions":[{}]}""", "completion_token")]
    [InlineData("""{"owner":"","token":"a","actions":[{}]}""", "owner")]
    [InlineData("""{"owner":"work","token":"a","actions":[{}],"time_to_live_seconds":0}""", "time_to_live_seconds")]
    [InlineData("""{"owner":"work","token":"a","actions":[{}],"queue_id":"00000000-0000-0000-0000-000000000000"}""", "queue_id")]
    [InlineData("""{"owner":"work","token":"a","actions":[{}],"reason":" "}""", "reason")]
    public async Task Bad_input_is_refused_by_field_and_writes_nothing(string body, string field)
    {
        (await _settler.Send(HttpMethod.Post, $"/api/action-queues/{_settler.Name}", body, "member")).ShouldBe(HttpStatusCode.BadRequest).Faults.ShouldContain(field);
        (await _settler.Count("action_subjects")).ShouldBe(0);
    }

    [Theory]
    [InlineData("claim")]
    [InlineData("leaks")]
    [InlineData("a%00b")]
    public async Task A_subject_must_not_be_an_address_of_the_engine(string subject) =>
        (await _settler.Send(HttpMethod.Post, $"/api/action-queues/{subject}/abort", new { }, "member")).ShouldBe(HttpStatusCode.BadRequest);

    [Fact]
    public async Task Only_workers_work_and_only_administrators_restore()
    {
        await _settler.Enqueue("a");
        foreach (var verb in (string[])["claim", "started", "completed", "failed"])
            (await _settler.Post($"/{verb}", new { worker = "w", execution_id = Guid.NewGuid(), reason = "r" }, "member")).ShouldBe(HttpStatusCode.Forbidden);
        foreach (var path in (string[])["/api/action-queues/settler-1/snapshot", "/api/action-queues/leaks"])
            (await _settler.Send(HttpMethod.Get, path, null, "content_manager")).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Another_organization_neither_sees_nor_moves_a_subject_of_the_same_name()
    {
        var other = new Settler(host);
        await _settler.Enqueue("a");
        var execution = await _settler.Claim();

        (await other.Statuses()).ShouldBeEmpty();
        (await other.Complete(execution)).ShouldBe(HttpStatusCode.Conflict);
        (await other.Post("/reset", new { })).Body.GetProperty("stopped").GetArrayLength().ShouldBe(0);
        (await other.Enqueue("a")).ShouldBe(HttpStatusCode.Created);
        (await _settler.Statuses()).ShouldBe(["running"]);
    }
}
