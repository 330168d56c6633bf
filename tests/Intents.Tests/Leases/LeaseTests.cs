using System.Net;
using IntentEngine.Contracts.Intents;
using IntentEngine.Intents.Hosts;
using IntentEngine.Intents.Lifecycle;
using IntentEngine.Intents.Log;

namespace IntentEngine.Intents.Leases;

public sealed class LeaseTests(IntentsHost host)
{
    private static readonly TimeSpan AfterTheLease = TimeSpan.FromSeconds(20);

    private readonly Organization _organization = new(host);

    [Fact]
    public async Task A_lease_that_runs_out_returns_the_intent_which_another_may_claim()
    {
        var id = await _organization.Create();
        var first = (await _organization.ClaimBatch(lease: 10)).Intents.ShouldHaveSingleItem();
        first.GetProperty("lease_until").GetDateTimeOffset().ShouldBe(first.GetProperty("claimed_at").GetDateTimeOffset().AddSeconds(10));
        await using var later = new Later(host, AfterTheLease);

        await later.Sweep();

        (await _organization.StatusOf(id)).ShouldBe("pending");
        var second = (await _organization.ClaimBatch(worker: "worker-2")).Intents.ShouldHaveSingleItem();
        (second.GetProperty("worker").GetString(), second.GetProperty("attempts").GetInt32()).ShouldBe(("worker-2", 2));
        (await _organization.Audit()).ShouldBe(["intent_created", "intent_claimed", "intent_lease_expired", "intent_claimed"]);
        (await _organization.Rows("select actor_id from intent_audit_log where action = 'intent_lease_expired'")).ShouldBe(["intents:clock"]);
        await _organization.Settle();
        _organization.Ready.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Who_lost_the_claim_can_no_longer_complete_fail_release_or_extend()
    {
        var id = await _organization.Create();
        var old = (await _organization.ClaimBatch(lease: 10)).Intents[0].GetProperty("execution_id").GetString()!;
        await using var later = new Later(host, AfterTheLease);
        await later.Sweep();

        (await _organization.Complete(id, old)).ShouldBe(HttpStatusCode.Conflict)["detail"].ShouldBe("Cannot go from pending to completed.");
        await _organization.ClaimBatch(worker: "worker-2");
        foreach (var late in new[] { _organization.Complete(id, old), _organization.Fail(id, old), _organization.Release(id, old), _organization.Heartbeat(id, old) })
            (await late).ShouldBe(HttpStatusCode.Conflict)["detail"].ShouldNotBeNull().ShouldContain("it is claimed by execution");

        (await _organization.StatusOf(id)).ShouldBe("in_progress");
    }

    [Fact]
    public async Task A_heartbeat_keeps_the_claim_and_is_no_transition()
    {
        var id = await _organization.Create();
        var execution = (await _organization.ClaimBatch(lease: 10)).Intents[0].GetProperty("execution_id").GetString()!;
        var before = await _organization.Written();

        (await _organization.Heartbeat(id, execution, 600)).ShouldBe(HttpStatusCode.OK)["status"].ShouldBe("in_progress");

        await using var later = new Later(host, AfterTheLease);
        await later.Sweep();
        (await _organization.StatusOf(id)).ShouldBe("in_progress");
        (await _organization.Written()).ShouldBe(before);
        (await _organization.Complete(id, execution)).ShouldBe(HttpStatusCode.OK)["lease_until"].ShouldBeNull();
    }

    [Fact]
    public async Task A_heartbeat_that_meets_the_sweep_wins_or_loses_whole()
    {
        await using var later = new Later(host, AfterTheLease);
        for (var i = 0; i < 10; i++)
        {
            var id = await _organization.Create();
            var execution = (await _organization.ClaimBatch(lease: 10)).Intents[0].GetProperty("execution_id").GetString()!;

            var heartbeat = _organization.Heartbeat(id, execution, 600);
            await Task.WhenAll(later.Sweep(), heartbeat);

            var status = await _organization.StatusOf(id);
            (await heartbeat).Status.ShouldBe(status == "in_progress" ? HttpStatusCode.OK : HttpStatusCode.Conflict);
            (await _organization.Ask(id, "cancel", new { reason = "next" })).ShouldBe(HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task A_single_claim_may_have_a_lease_and_one_without_never_ends_by_itself()
    {
        var (leased, free) = (await _organization.Create(), await _organization.Create());
        (await _organization.Ask(leased, "claim", new { worker = "worker-1", lease_seconds = 10 }, "worker"))["lease_until"].ShouldNotBeNull();
        (await _organization.Claim(free))["lease_until"].ShouldBeNull();
        await using var later = new Later(host, AfterTheLease);

        await later.Sweep();

        (await _organization.StatusOf(leased)).ShouldBe("pending");
        (await _organization.StatusOf(free)).ShouldBe("in_progress");
    }

    [Fact]
    public async Task The_claimant_that_is_late_but_unchallenged_may_still_complete()
    {
        var id = await _organization.Create(owner: "workflows");
        var execution = (await _organization.ClaimBatch(lease: 10)).Intents[0].GetProperty("execution_id").GetString()!;
        await using var later = new Later(host, AfterTheLease);

        (await later.Ask(_organization.Id, id, (intent, now) => IntentDecisions.Complete(intent, execution, null, now))).ShouldBeOfType<ChangeResult.Done>();
        await later.Sweep();

        (await _organization.StatusOf(id)).ShouldBe("completed");
        await _organization.Settle();
        _organization.Reported.ShouldHaveSingleItem().Outcome.ShouldBe(CompletionOutcome.Completed);
    }

    [Fact]
    public async Task After_the_end_there_is_no_heartbeat()
    {
        var id = await _organization.CreateClaimed();
        await _organization.Complete(id);

        (await _organization.Heartbeat(id)).ShouldBe(HttpStatusCode.Conflict)["detail"].ShouldNotBeNull().ShouldStartWith("Cannot go from completed to in_progress");
        (await _organization.Heartbeat("nobody")).ShouldBe(HttpStatusCode.NotFound);
    }
}
