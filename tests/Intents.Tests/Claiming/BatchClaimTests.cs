using System.Collections.Concurrent;
using System.Net;
using IntentEngine.Intents.Hosts;

namespace IntentEngine.Intents.Claiming;

public sealed class BatchClaimTests(IntentsHost host)
{
    private readonly Organization _organization = new(host);

    [Fact]
    public async Task The_most_urgent_come_first_and_then_the_oldest()
    {
        var ids = new List<string>();
        foreach (var priority in new[] { 0, 5, 0, -1, 5 }) ids.Add(await _organization.Create(new { intent_type = "generate_article", priority }));

        var first = await _organization.ClaimBatch(max: 3);
        var rest = await _organization.ClaimBatch(max: 3);

        first.Ids.ShouldBe([ids[1], ids[4], ids[0]]);
        rest.Ids.ShouldBe([ids[2], ids[3]]);
    }

    [Fact]
    public async Task Each_claim_has_its_own_execution_a_lease_and_an_audit_row()
    {
        await _organization.Create("article-1");
        await _organization.Create("article-2");

        var claimed = (await _organization.ClaimBatch(lease: 90)).ShouldBe(HttpStatusCode.OK).Intents;

        claimed.Select(i => i.GetProperty("execution_id").GetString()).Distinct().Count().ShouldBe(2);
        foreach (var intent in claimed)
        {
            (intent.GetProperty("status").GetString(), intent.GetProperty("worker").GetString(), intent.GetProperty("attempts").GetInt32()).ShouldBe(("in_progress", "worker-1", 1));
            intent.GetProperty("lease_until").GetDateTimeOffset().ShouldBe(intent.GetProperty("claimed_at").GetDateTimeOffset().AddSeconds(90));
            intent.GetProperty("context").GetProperty("topic").GetString().ShouldBe("crm");
        }

        (await _organization.Rows("select action || ' ' || actor_id || ' ' || (details ->> 'worker') || ' ' || (details ->> 'execution_id' is not null) from intent_audit_log where from_status = 'pending'"))
            .ShouldBe(["intent_claimed some-worker worker-1 true", "intent_claimed some-worker worker-1 true"]);
    }

    [Fact]
    public async Task Each_claim_is_told_as_one_of_a_single_intent_is()
    {
        await _organization.Create("article-1");
        await _organization.Create("article-2");

        var claimed = (await _organization.ClaimBatch()).Intents;
        (await _organization.ClaimBatch()).Intents.ShouldBeEmpty();

        await _organization.Settle();
        _organization.Claimed.Select(fact => $"{fact.IntentId} {fact.ExecutionId} {fact.Worker} {fact.LeaseUntil:O} {fact.Attempt}")
            .ShouldBe(claimed.Select(i => $"{i.GetProperty("intent_id").GetString()} {i.GetProperty("execution_id").GetString()} worker-1 {i.GetProperty("lease_until").GetDateTimeOffset():O} 1"), ignoreOrder: true);
    }

    [Fact]
    public async Task Only_the_types_asked_for_are_claimed_and_several_types_compete_by_priority()
    {
        var parse = await _organization.Create(new { intent_type = "parse_content", priority = 1 });
        var article = await _organization.Create(new { intent_type = "generate_article", priority = 2 });
        var other = await _organization.Create(new { intent_type = "summarize", priority = 3 });

        var claimed = await _organization.Post("/api/intents/claim", new { types = new[] { "parse_content", "generate_article", "parse_content" }, max = 10, lease_seconds = 60, worker = "w" }, "worker");

        claimed.ShouldBe(HttpStatusCode.OK).Ids.ShouldBe([article, parse]);
        (await _organization.StatusOf(other)).ShouldBe("pending");
    }

    [Fact]
    public async Task Of_many_workers_racing_for_many_intents_each_intent_has_exactly_one_winner()
    {
        const int Intents = 120;
        await Task.WhenAll(Enumerable.Range(0, Intents).Select(i => _organization.Create(new { intent_type = "generate_article", priority = i % 3 })));
        var won = new ConcurrentBag<(string Worker, string Id)>();

        await Task.WhenAll(Enumerable.Range(0, 12).Select(async worker =>
        {
            while (won.Count < Intents)
                foreach (var id in (await _organization.ClaimBatch(max: 7, worker: $"worker-{worker}")).ShouldBe(HttpStatusCode.OK).Ids) won.Add(($"worker-{worker}", id));
        }));

        won.Select(w => w.Id).Distinct().Count().ShouldBe(Intents);
        won.Count.ShouldBe(Intents);
        (await _organization.Rows("select intent_id || ' ' || worker from intent_executions where status = 'in_progress' and attempts = 1 and version = 2"))
            .ShouldBe(won.Select(w => $"{w.Id} {w.Worker}"), ignoreOrder: true);
        (await _organization.Rows("select count(*) from intent_audit_log where action = 'intent_claimed'")).ShouldBe([$"{Intents}"]);
    }

    [Fact]
    public async Task Single_claims_and_batches_race_for_one_intent_and_one_wins()
    {
        for (var round = 0; round < 5; round++)
        {
            var id = await _organization.Create();

            var single = _organization.Claim(id, "execution-single");
            var batches = Enumerable.Range(0, 5).Select(_ => _organization.ClaimBatch()).ToList();
            var winners = (await Task.WhenAll(batches)).Count(b => b.Ids.Count == 1) + ((await single).Status == HttpStatusCode.OK ? 1 : 0);

            winners.ShouldBe(1);
        }
    }

    [Fact]
    public async Task Another_organizations_intents_are_not_there_to_be_claimed()
    {
        var id = await _organization.Create();

        (await new Organization(host).ClaimBatch()).Intents.ShouldBeEmpty();

        (await _organization.StatusOf(id)).ShouldBe("pending");
    }

    [Fact]
    public async Task A_worker_that_waits_is_woken_by_the_next_intent()
    {
        var waiting = _organization.ClaimBatch(wait: 30);
        await WaitingInLine(1);

        var id = await _organization.Create();

        (await waiting.WaitAsync(TimeSpan.FromSeconds(20))).ShouldBe(HttpStatusCode.OK).Ids.ShouldBe([id]);
        (await _organization.Audit()).ShouldBe(["intent_created", "intent_claimed"]);
    }

    [Fact]
    public async Task A_release_and_a_retry_wake_too()
    {
        var id = await _organization.CreateClaimed();
        var waiting = _organization.ClaimBatch(wait: 30);
        await WaitingInLine(1);
        await _organization.Release(id);
        var execution = (await waiting.WaitAsync(TimeSpan.FromSeconds(20))).Intents.ShouldHaveSingleItem().GetProperty("execution_id").GetString()!;

        await _organization.Fail(id, execution);
        waiting = _organization.ClaimBatch(wait: 30);
        await WaitingInLine(1);
        await _organization.Retry(id);

        (await waiting.WaitAsync(TimeSpan.FromSeconds(20))).Ids.ShouldBe([id]);
    }

    [Fact]
    public async Task Several_waiting_workers_share_what_comes_and_nobody_wins_twice()
    {
        var waiting = Enumerable.Range(0, 4).Select(i => _organization.ClaimBatch(max: 1, wait: 30, worker: $"worker-{i}")).ToList();
        await WaitingInLine(4);

        var ids = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => _organization.Create()));

        var won = (await Task.WhenAll(waiting).WaitAsync(TimeSpan.FromSeconds(30))).SelectMany(a => a.Ids);
        won.ShouldBe(ids, ignoreOrder: true);
    }

    [Fact]
    public async Task A_wait_in_vain_ends_with_nothing()
    {
        (await _organization.ClaimBatch(wait: 1)).ShouldBe(HttpStatusCode.OK).Intents.ShouldBeEmpty();

        InLine().ShouldBe(0);
    }

    [Fact]
    public async Task A_worker_that_hangs_up_leaves_the_line_and_claims_nothing()
    {
        using var gone = new CancellationTokenSource();
        var waiting = _organization.Post("/api/intents/claim", new { types = new[] { "generate_article" }, lease_seconds = 60, worker = "w", wait_seconds = 30 }, "worker", cancel: gone.Token);
        await WaitingInLine(1);

        await gone.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => waiting);
        await Support.Eventually.Holds(() => Task.FromResult(InLine() == 0), "the place in the line to be given up");
        var id = await _organization.Create();

        (await _organization.StatusOf(id)).ShouldBe("pending");
    }

    [Theory]
    [InlineData("""{}""", "types")]
    [InlineData("""{"types":[],"lease_seconds":60,"worker":"w"}""", "types")]
    [InlineData("""{"types":["Parse"],"lease_seconds":60,"worker":"w"}""", "types[0]")]
    [InlineData("""{"types":[null],"lease_seconds":60,"worker":"w"}""", "types[0]")]
    [InlineData("""{"types":"parse","lease_seconds":60,"worker":"w"}""", "types")]
    [InlineData("""{"types":["a","a","a","a","a","a","a","a","a","a","a","a","a","a","a","a","a","a","a","a","a"],"lease_seconds":60,"worker":"w"}""", "types")]
    [InlineData("""{"types":["parse"],"worker":"w"}""", "lease_seconds")]
    [InlineData("""{"types":["parse"],"lease_seconds":0,"worker":"w"}""", "lease_seconds")]
    [InlineData("""{"types":["parse"],"lease_seconds":86401,"worker":"w"}""", "lease_seconds")]
    [InlineData("""{"types":["parse"],"lease_seconds":60}""", "worker")]
    [InlineData("""{"types":["parse"],"lease_seconds":60,"worker":""}""", "worker")]
    [InlineData("""{"types":["parse"],"lease_seconds":60,"worker":"\u0000"}""", "worker")]
    [InlineData("""{"types":["parse"],"lease_seconds":60,"worker":"w","max":0}""", "max")]
    [InlineData("""{"types":["parse"],"lease_seconds":60,"worker":"w","max":101}""", "max")]
    [InlineData("""{"types":["parse"],"lease_seconds":60,"worker":"w","max":99999999999}""", "max")]
    [InlineData("""{"types":["parse"],"lease_seconds":60,"worker":"w","wait_seconds":31}""", "wait_seconds")]
    [InlineData("""{"types":["parse"],"lease_seconds":60,"worker":"w","wait_seconds":-1}""", "wait_seconds")]
    [InlineData("""{"types":["parse"],"lease_seconds":60,"worker":"w","surprise":1}""", "surprise")]
    [InlineData("""[]""", "")]
    public async Task A_claim_that_breaks_a_rule_is_a_400_that_names_the_field(string body, string field)
    {
        var id = await _organization.Create(type: "parse");

        (await _organization.Post("/api/intents/claim", body, "worker")).ShouldBe(HttpStatusCode.BadRequest).Body.ToString().ShouldContain(field);

        (await _organization.StatusOf(id)).ShouldBe("pending");
    }

    [Theory]
    [InlineData("member")]
    [InlineData("content_manager")]
    public async Task People_do_not_claim(string role) =>
        (await _organization.Post("/api/intents/claim", new { types = new[] { "parse" }, lease_seconds = 60, worker = "w" }, role)).ShouldBe(HttpStatusCode.Forbidden);

    private int InLine() => ((WaitingWorkers)host.Services.GetService(typeof(WaitingWorkers))!).Waiting(_organization.Id, "generate_article");

    private Task WaitingInLine(int workers) => Support.Eventually.Holds(() => Task.FromResult(InLine() == workers), $"{workers} waiting workers");
}
