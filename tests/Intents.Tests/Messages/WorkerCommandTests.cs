using System.Text.Json;
using IntentEngine.Contracts.Intents;
using IntentEngine.Intents.Hosts;

namespace IntentEngine.Intents.Messages;

/// <summary>A worker that knows nothing but the broker: claims, keeps alive, completes, fails and gives back by messages; the same tests run over each transport.</summary>
public abstract class WorkerCommandTests
{
    private readonly IntentsHost _host;
    private readonly Organization _organization;
    private readonly Commands _commands;

    protected WorkerCommandTests(IntentsHost host)
    {
        _host = host;
        _organization = new Organization(host);
        _commands = new Commands(_organization);
    }

    [Fact]
    public async Task A_batch_is_claimed_the_most_urgent_first_and_each_claim_is_answered()
    {
        for (var i = 1; i <= 3; i++) await _organization.Send(_commands.Create() with { IntentId = $"article-{i}", CompletionToken = $"token-{i}", Priority = i });

        var message = await _organization.Send(Claim() with { Max = 2 });

        await _organization.Settle();
        _organization.Claimed.Select(c => c.IntentId).ShouldBe(["article-3", "article-2"], ignoreOrder: true);
        foreach (var claimed in _organization.Claimed)
        {
            (claimed.Worker, claimed.Attempt, claimed.CorrelationId).ShouldBe(("crawler", 1, "run-1"));
            claimed.LeaseUntil.ShouldNotBeNull().ShouldBeGreaterThan(TimeProvider.System.GetUtcNow());
            claimed.Context.GetProperty("subtopic").GetString().ShouldBe("crm pricing");
        }

        _organization.Claimed.Select(c => c.ExecutionId).ShouldBeUnique();
        (await _organization.StatusOf("article-1")).ShouldBe("pending");
        (await _organization.Rows("select distinct actor_id || ' ' || (details ->> 'message_id') from intent_audit_log where action = 'intent_claimed'")).ShouldBe([$"crawler {message}"]);
    }

    [Fact]
    public async Task The_same_claim_delivered_twice_claims_once()
    {
        for (var i = 1; i <= 4; i++) await _organization.Send(_commands.Create() with { IntentId = $"article-{i}" });

        var message = await _organization.Send(Claim() with { Max = 2 });
        await _organization.Send(Claim() with { Max = 2 }, message);

        await _organization.Settle();
        _organization.Claimed.Count.ShouldBe(2);
        (await _organization.Rows("select count(*) from intent_executions where status = 'pending'")).ShouldBe(["2"]);
        (await _organization.Count("parked")).ShouldBe(0);
    }

    [Fact]
    public async Task When_nothing_waits_nothing_is_answered()
    {
        await _organization.Send(Claim());

        await _organization.Settle();
        _organization.Claimed.ShouldBeEmpty();
        (await _organization.Count("parked")).ShouldBe(0);
    }

    [Fact]
    public async Task Many_claims_at_once_have_one_winner_for_each_intent()
    {
        for (var i = 0; i < 30; i++) await _organization.Send(_commands.Create() with { IntentId = $"article-{i}" });

        await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => _organization.Send(Claim() with { Max = 5 })));
        while ((await _organization.Rows("select 1 from intent_executions where status = 'pending' limit 1")).Count > 0) await _organization.Send(Claim() with { Max = 5 });

        await _organization.Settle();
        _organization.Claimed.Select(c => c.IntentId).ShouldBe(Enumerable.Range(0, 30).Select(i => $"article-{i}"), ignoreOrder: true);
    }

    [Fact]
    public async Task The_claimant_keeps_the_claim_alive_completes_with_a_result_and_the_owner_is_told()
    {
        var execution = await CreateAndClaim(lease: 10);
        await _organization.Send(new HeartbeatIntent { OrganizationId = _organization.Id, IntentId = "article-1", ExecutionId = execution, LeaseSeconds = 600 });
        await using (var later = new Later(_host, TimeSpan.FromSeconds(20))) await later.Sweep();
        (await _organization.StatusOf("article-1")).ShouldBe("in_progress");

        await _organization.Send(_commands.Complete(execution) with { Result = JsonSerializer.Deserialize<JsonElement>("""{"words":900}""") });

        (await _organization.Rows("select status || ' ' || (result ->> 'words') from intent_executions")).ShouldBe(["completed 900"]);
        await _organization.Settle();
        _organization.Reported.ShouldHaveSingleItem().Outcome.ShouldBe(CompletionOutcome.Completed);
    }

    [Fact]
    public async Task A_release_gives_the_intent_back_once_and_late_words_of_the_old_claimant_are_ignored()
    {
        var execution = await CreateAndClaim();
        var release = new ReleaseIntent { OrganizationId = _organization.Id, IntentId = "article-1", ExecutionId = execution };
        await _organization.Send(release);
        await _organization.Send(release);
        (await _organization.StatusOf("article-1")).ShouldBe("pending");

        await _organization.Send(Claim() with { Worker = "other" });
        await _organization.Send(release);
        await _organization.Send(_commands.Complete(execution));
        await _organization.Send(new HeartbeatIntent { OrganizationId = _organization.Id, IntentId = "article-1", ExecutionId = execution, LeaseSeconds = 60 });

        (await _organization.Rows("select status || ' ' || worker || ' ' || attempts from intent_executions")).ShouldBe(["in_progress other 2"]);
        (await _organization.Count("parked")).ShouldBe(0);
    }

    [Fact]
    public async Task A_failure_by_message_ends_a_leased_claim()
    {
        var execution = await CreateAndClaim();

        await _organization.Send(new FailIntent { OrganizationId = _organization.Id, IntentId = "article-1", ExecutionId = execution, Error = "no such page" });

        (await _organization.Rows("select status || ' ' || error || ' ' || (lease_until is null) from intent_executions")).ShouldBe(["failed no such page true"]);
    }

    [Fact]
    public async Task Schedule_and_priority_of_a_wish_by_message_are_kept_and_one_that_came_too_late_expires()
    {
        await _organization.Send(_commands.Create() with { Priority = 7, SessionId = Guid.NewGuid(), NotBefore = new DateTimeOffset(2999, 1, 1, 0, 0, 0, TimeSpan.Zero) });
        await _organization.Send(_commands.Create() with { IntentId = "late", CompletionToken = "token-late", ExpiresAt = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero) });

        (await _organization.Rows("select priority || ' ' || (session_id is not null) || ' ' || extract(year from not_before at time zone 'utc') from intent_executions where intent_id = 'article-1'")).ShouldBe(["7 true 2999"]);
        await Support.Eventually.Holds(async () => await _organization.StatusOf("late") == "cancelled", "what came too late to expire");
        await _organization.Settle();
        _organization.Reported.ShouldHaveSingleItem().Reason.ShouldBe("expired");
        _organization.Ready.ShouldAllBe(ready => ready.IntentId == "late");
    }

    [Fact]
    public async Task What_cannot_be_carried_out_is_parked_and_claims_nothing()
    {
        await _organization.Send(_commands.Create());
        foreach (var wrong in new[] { Claim() with { Max = 0 }, Claim() with { Max = 101 }, Claim() with { IntentTypes = [] }, Claim() with { IntentTypes = ["Parse"] }, Claim() with { LeaseSeconds = 0 }, Claim() with { Worker = "" } })
            await _organization.Send(wrong);
        await _organization.Send(new HeartbeatIntent { OrganizationId = _organization.Id, IntentId = "article-1", ExecutionId = "e", LeaseSeconds = 0 });
        await _organization.Send(new ReleaseIntent { OrganizationId = _organization.Id, IntentId = "nobody", ExecutionId = "e" });
        await _organization.Send(_commands.Claim() with { LeaseSeconds = 0 });
        await _organization.Send(_commands.Complete() with { Result = JsonSerializer.Deserialize<JsonElement>("[1]") });

        (await _organization.Count("parked")).ShouldBe(10);
        (await _organization.Audit()).ShouldBe(["intent_created"]);
    }

    private async Task<string> CreateAndClaim(int lease = 60)
    {
        await _organization.Send(_commands.Create());
        await _organization.Send(Claim() with { LeaseSeconds = lease });
        await _organization.Settle();
        return _organization.Claimed.ShouldHaveSingleItem().ExecutionId;
    }

    private ClaimIntents Claim() => new() { OrganizationId = _organization.Id, IntentTypes = ["generate_article"], Max = 10, LeaseSeconds = 60, Worker = "crawler" };
}

/// <summary>In one process.</summary>
public sealed class MemoryWorkerCommandTests(IntentsHost host) : WorkerCommandTests(host);

/// <summary>Over RabbitMQ.</summary>
public sealed class RabbitWorkerCommandTests(RabbitHost host) : WorkerCommandTests(host), IClassFixture<RabbitHost>;
