using System.Net;
using IntentEngine.Intents.Hosts;

namespace IntentEngine.Intents.Claiming;

public sealed class BatchReleaseTests(IntentsHost host)
{
    private readonly Organization _organization = new(host);

    [Fact]
    public async Task What_is_given_back_in_a_batch_waits_again_untouched_and_is_offered_anew()
    {
        for (var i = 0; i < 5; i++) await _organization.Create();
        var claimed = (await _organization.ClaimBatch()).Intents;

        var answer = await Release([.. claimed.Select(i => (object)new { intent_id = i.GetProperty("intent_id").GetString(), execution_id = i.GetProperty("execution_id").GetString() })]);

        answer["released"].ShouldBe("5");
        Outcomes(answer).ShouldAllBe(outcome => outcome == "200 pending");
        (await _organization.Rows("select distinct status || ' ' || (lease_until is null) || ' ' || (ended_at is null) || ' ' || (error is null) || ' ' || attempts || ' ' || version from intent_executions")).ShouldBe(["pending true true true 1 3"]);
        (await _organization.Rows("select count(*) from intent_audit_log where action = 'intent_released' and from_status = 'in_progress' and to_status = 'pending'")).ShouldBe(["5"]);
        await _organization.Settle();
        _organization.Ready.Count.ShouldBe(10);
        (await _organization.ClaimBatch(worker: "worker-2")).Intents.Count.ShouldBe(5);
    }

    [Fact]
    public async Task Each_is_judged_by_itself()
    {
        var (mine, owned, foreign, ended) = (await _organization.CreateClaimed(), await _organization.CreateClaimed(owner: "workflows"), await _organization.CreateClaimed("execution-2"), await _organization.CreateClaimed());
        await _organization.Fail(ended);
        var waiting = await _organization.Create();

        var answer = await Release([.. new[] { mine, owned, foreign, ended, waiting, "nobody" }.Select(Of)]);

        Outcomes(answer).ShouldBe(["200 pending", "200 pending", "409 in_progress", "409 failed", "409 pending", "404 "]);
        answer["released"].ShouldBe("2");
        await _organization.Settle();
        _organization.Reported.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_repeat_is_answered_alike_and_writes_nothing()
    {
        object[] reports = [Of(await _organization.CreateClaimed()), Of(await _organization.CreateClaimed(owner: "workflows"))];
        var first = await Release(reports);
        var written = await _organization.Written();

        (await Release(reports)).Body.ToString().ShouldBe(first.Body.ToString());

        (await _organization.Written()).ShouldBe(written);
    }

    [Fact]
    public async Task Giving_back_late_takes_nothing_from_who_claimed_since()
    {
        var id = await _organization.CreateClaimed();
        await Release([Of(id)]);
        await _organization.Claim(id, "execution-2");

        Outcomes(await Release([Of(id)])).ShouldBe(["409 in_progress"]);

        (await _organization.StatusOf(id)).ShouldBe("in_progress");
    }

    [Fact]
    public async Task Another_organizations_claims_are_unknown()
    {
        var id = await _organization.CreateClaimed();

        Outcomes(await new Organization(host).Post("/api/intents/release", new { releases = new[] { Of(id) } }, "worker")).ShouldBe(["404 "]);

        (await _organization.StatusOf(id)).ShouldBe("in_progress");
    }

    [Theory]
    [InlineData("""{}""", "releases")]
    [InlineData("""{"releases":[]}""", "releases")]
    [InlineData("""{"releases":[null]}""", "releases[0]")]
    [InlineData("""{"releases":[{"intent_id":"a","execution_id":""}]}""", "releases[0].execution_id")]
    [InlineData("""{"releases":[{"intent_id":"a","execution_id":"e","error":"x"}]}""", "error")]
    public async Task A_batch_that_breaks_a_rule_is_refused_whole(string body, string field)
    {
        (await _organization.Post("/api/intents/release", body, "worker")).ShouldBe(HttpStatusCode.BadRequest).Body.ToString().ShouldContain(field);

        (await _organization.Written()).ShouldBe(0);
    }

    [Fact]
    public async Task More_than_a_hundred_are_refused_and_members_give_nothing_back()
    {
        object[] reports = [.. Enumerable.Range(0, 101).Select(i => Of($"i-{i}"))];

        (await Release(reports)).ShouldBe(HttpStatusCode.BadRequest).Faults.ShouldBe(["releases"]);
        (await _organization.Post("/api/intents/release", new { releases = reports.Take(1) })).ShouldBe(HttpStatusCode.Forbidden);
    }

    private Task<Answer> Release(object[] releases) => _organization.Post("/api/intents/release", new { releases }, "worker");

    private static object Of(string id) => new { intent_id = id, execution_id = "execution-1" };

    private static IEnumerable<string> Outcomes(Answer answer) => answer.ShouldBe(HttpStatusCode.OK).Body.GetProperty("results").EnumerateArray()
        .Select(o => $"{o.GetProperty("code").GetInt32()} {(o.TryGetProperty("status", out var status) ? status.GetString() : "")}");
}
