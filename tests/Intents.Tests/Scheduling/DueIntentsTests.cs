using System.Net;
using IntentEngine.Contracts.Intents;
using IntentEngine.Intents.Claiming;
using IntentEngine.Intents.Hosts;
using IntentEngine.Intents.Lifecycle;
using IntentEngine.Intents.Log;

namespace IntentEngine.Intents.Scheduling;

public sealed class DueIntentsTests(IntentsHost host)
{
    private static readonly TimeSpan AfterIt = TimeSpan.FromSeconds(20);

    private readonly Organization _organization = new(host);

    private static DateTimeOffset Soon => TimeProvider.System.GetUtcNow().AddSeconds(10);

    [Fact]
    public async Task What_may_not_start_yet_waits_unannounced_and_nobody_claims_it()
    {
        var id = await _organization.Create(new { intent_type = "generate_article", not_before = Soon });

        (await _organization.ClaimBatch()).Intents.ShouldBeEmpty();
        (await _organization.Claim(id)).ShouldBe(HttpStatusCode.Conflict)["detail"].ShouldNotBeNull().ShouldStartWith("Cannot go from pending to in_progress: it may not start before ");

        await _organization.Settle();
        _organization.Ready.ShouldBeEmpty();
    }

    [Fact]
    public async Task When_its_time_has_come_it_is_announced_once_and_claimed()
    {
        var id = await _organization.Create(new { intent_type = "generate_article", not_before = Soon });
        await using var later = new Later(host, AfterIt);

        await later.Sweep();
        await later.Sweep();

        (await _organization.ClaimBatch()).Ids.ShouldBe([id]);
        await _organization.Settle();
        _organization.Ready.Count.ShouldBe(1);
        (await _organization.Audit()).ShouldBe(["intent_created", "intent_claimed"]);
    }

    [Fact]
    public async Task A_claim_by_id_needs_no_sweep_once_the_time_has_come()
    {
        var id = await _organization.Create(new { intent_type = "generate_article", not_before = Soon });
        await using var later = new Later(host, AfterIt);

        (await later.Ask(_organization.Id, id, (intent, now) => IntentDecisions.Claim(intent, "worker-1", "execution-1", now))).ShouldBeOfType<ChangeResult.Done>();

        (await _organization.StatusOf(id)).ShouldBe("in_progress");
    }

    [Fact]
    public async Task What_nobody_claimed_in_time_is_cancelled_as_expired_and_its_owner_told()
    {
        var id = await _organization.Create(new { intent_type = "generate_article", expires_at = Soon, owner = "workflows", completion_token = "t-1" });
        await using var later = new Later(host, AfterIt);

        await later.Sweep();

        var expired = await _organization.Get($"/api/intents/{id}");
        (expired["status"], expired["error"]).ShouldBe(("cancelled", "expired"));
        (await _organization.Audit()).ShouldBe(["intent_created", "intent_expired"]);
        await _organization.Settle();
        var told = _organization.Reported.ShouldHaveSingleItem();
        (told.Token, told.Outcome, told.Reason).ShouldBe(("t-1", CompletionOutcome.Rejected, "expired"));
    }

    [Fact]
    public async Task What_has_expired_is_not_claimed_even_when_the_sweep_is_late()
    {
        var id = await _organization.Create(new { intent_type = "generate_article", expires_at = Soon });
        await using var later = new Later(host, AfterIt);
        var wish = new ClaimWish
        {
            OrganizationId = _organization.Id,
            IntentTypes = ["generate_article"],
            Max = 1,
            Lease = TimeSpan.FromMinutes(1),
            Worker = "worker-1",
            Actor = new Actor("worker-1"),
        };

        (await later.Claims.Claim(wish, CancellationToken.None)).ShouldBeEmpty();
        var refused = (await later.Ask(_organization.Id, id, (intent, now) => IntentDecisions.Claim(intent, "worker-1", "execution-1", now))).ShouldBeOfType<ChangeResult.Refused>();

        refused.Reason.ShouldStartWith("Cannot go from pending to in_progress: it expired at ");
    }

    [Fact]
    public async Task Work_that_has_begun_does_not_expire_and_a_release_after_the_time_does()
    {
        var id = await _organization.Create(new { intent_type = "generate_article", expires_at = Soon });
        await _organization.Claim(id);
        await using var later = new Later(host, AfterIt);

        await later.Sweep();
        (await _organization.StatusOf(id)).ShouldBe("in_progress");
        await _organization.Release(id);
        await later.Sweep();

        (await _organization.StatusOf(id)).ShouldBe("cancelled");
    }

    [Fact]
    public async Task A_failed_intent_past_its_time_is_not_retried()
    {
        var id = await _organization.Create(new { intent_type = "generate_article", expires_at = Soon });
        await _organization.Claim(id);
        await _organization.Fail(id);
        await using var later = new Later(host, AfterIt);

        var refused = (await later.Ask(_organization.Id, id, IntentDecisions.Retry)).ShouldBeOfType<ChangeResult.Refused>();

        refused.Reason.ShouldStartWith("Cannot go from failed to pending: it expired at ");
    }

    [Fact]
    public async Task A_scheduled_intent_can_be_cancelled_and_is_then_left_alone()
    {
        var id = await _organization.Create(new { intent_type = "generate_article", not_before = Soon, expires_at = Soon.AddSeconds(5) });
        (await _organization.Cancel(id)).ShouldBe(HttpStatusCode.OK);
        await using var later = new Later(host, AfterIt);

        await later.Sweep();

        (await _organization.Audit()).ShouldBe(["intent_created", "intent_cancelled"]);
        await _organization.Settle();
        _organization.Ready.ShouldBeEmpty();
    }

    [Fact]
    public async Task Several_sweeps_at_once_do_everything_once()
    {
        for (var i = 0; i < 20; i++) await _organization.Create(new { intent_type = "generate_article", expires_at = Soon });
        await using var later = new Later(host, AfterIt);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => later.Sweep()));

        (await _organization.Rows("select action || ' ' || count(*) from intent_audit_log group by action order by 1")).ShouldBe(["intent_created 20", "intent_expired 20"]);
    }

    [Theory]
    [InlineData("""{"intent_type":"parse","priority":1001}""", "priority")]
    [InlineData("""{"intent_type":"parse","priority":1.5}""", "priority")]
    [InlineData("""{"intent_type":"parse","not_before":"tomorrow"}""", "not_before")]
    [InlineData("""{"intent_type":"parse","expires_at":"2020-01-01T00:00:00Z"}""", "expires_at")]
    [InlineData("""{"intent_type":"parse","not_before":"2999-01-02T00:00:00Z","expires_at":"2999-01-01T00:00:00Z"}""", "expires_at")]
    [InlineData("""{"intent_type":"parse","intent_id":"counts"}""", "intent_id")]
    public async Task A_schedule_that_makes_no_sense_is_refused(string body, string field)
    {
        (await _organization.Post("/api/intents", body)).ShouldBe(HttpStatusCode.BadRequest).Body.ToString().ShouldContain(field);

        (await _organization.Written()).ShouldBe(0);
    }
}
