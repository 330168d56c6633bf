using System.Net;
using IntentEngine.Contracts.Intents;
using IntentEngine.Intents.Hosts;

namespace IntentEngine.Intents.Completion;

public sealed class BatchFailureTests(IntentsHost host)
{
    private readonly Organization _organization = new(host);

    [Fact]
    public async Task A_batch_fails_what_was_claimed_keeps_reasons_and_tells_of_each()
    {
        for (var i = 0; i < 5; i++) await _organization.Create();
        var claimed = (await _organization.ClaimBatch()).Intents;

        var answer = await Report([.. claimed.Select((intent, i) => (object)new { intent_id = intent.GetProperty("intent_id").GetString(), execution_id = intent.GetProperty("execution_id").GetString(), error = $"reason {i}" })]);

        answer["failed"].ShouldBe("5");
        Outcomes(answer).ShouldAllBe(outcome => outcome == "200 failed");
        (await _organization.Rows("select error || ' ' || (lease_until is null) || ' ' || (ended_at = updated_at) || ' ' || (completed_at is null) || ' ' || version from intent_executions"))
            .ShouldBe(Enumerable.Range(0, 5).Select(i => $"reason {i} true true true 3"), ignoreOrder: true);
        (await _organization.Rows("select details ->> 'error' from intent_audit_log where action = 'intent_failed' and from_status = 'in_progress' and to_status = 'failed' and details ->> 'execution_id' is not null"))
            .ShouldBe(Enumerable.Range(0, 5).Select(i => $"reason {i}"), ignoreOrder: true);
        await _organization.Settle();
        _organization.Ended.Select(e => (e.Status, e.Error)).ShouldBe(Enumerable.Range(0, 5).Select(i => (IntentEnding.Failed, (string?)$"reason {i}")), ignoreOrder: true);
    }

    [Fact]
    public async Task Each_report_is_judged_by_itself()
    {
        var (mine, owned, foreign, ended) = (await _organization.CreateClaimed(), await _organization.CreateClaimed(owner: "workflows"), await _organization.CreateClaimed("execution-2"), await _organization.CreateClaimed());
        await _organization.Complete(ended);
        var waiting = await _organization.Create();

        var answer = await Report([.. new[] { mine, owned, foreign, ended, waiting, "nobody" }.Select(Of)]);

        Outcomes(answer).ShouldBe(["200 failed", "200 failed", "409 in_progress", "409 completed", "409 pending", "404 "]);
        answer["failed"].ShouldBe("2");
        await _organization.Settle();
        _organization.Reported.ShouldHaveSingleItem().ShouldSatisfyAllConditions(told => told.Outcome.ShouldBe(CompletionOutcome.Failed), told => told.Reason.ShouldBe("no such file"));
    }

    [Fact]
    public async Task A_repeat_is_answered_alike_and_writes_nothing()
    {
        object[] reports = [Of(await _organization.CreateClaimed()), Of(await _organization.CreateClaimed(owner: "workflows"))];
        var first = await Report(reports);
        var written = await _organization.Written();

        (await Report(reports)).Body.ToString().ShouldBe(first.Body.ToString());

        (await _organization.Written()).ShouldBe(written);
    }

    [Fact]
    public async Task A_claim_whose_lease_ran_out_and_that_another_took_over_is_stale()
    {
        var id = await _organization.Create();
        var stale = (await _organization.ClaimBatch(lease: 1)).Intents[0].GetProperty("execution_id").GetString();
        await using (var later = new Later(host, TimeSpan.FromSeconds(5))) await later.Sweep();
        await _organization.Claim(id, "execution-2");

        Outcomes(await Report([new { intent_id = id, execution_id = stale, error = "late" }])).ShouldBe(["409 in_progress"]);

        (await _organization.StatusOf(id)).ShouldBe("in_progress");
    }

    [Fact]
    public async Task Completing_and_failing_the_same_batch_at_once_ends_each_intent_once()
    {
        for (var i = 0; i < 20; i++) await _organization.Create();
        var claimed = (await _organization.ClaimBatch(20)).Intents.Select(i => (Id: i.GetProperty("intent_id").GetString()!, Execution: i.GetProperty("execution_id").GetString()!)).ToArray();

        await Task.WhenAll(Enumerable.Range(0, 6).Select(i => i % 2 == 0
            ? Report([.. claimed.Select(c => (object)new { intent_id = c.Id, execution_id = c.Execution, error = "x" })])
            : _organization.Post("/api/intents/complete", new { completions = claimed.Reverse().Select(c => new { intent_id = c.Id, execution_id = c.Execution }) }, "worker")));

        (await _organization.Rows("select count(*) from intent_audit_log where action in ('intent_completed', 'intent_failed')")).ShouldBe(["20"]);
        (await _organization.Rows("select distinct version from intent_executions")).ShouldBe(["3"]);
    }

    [Fact]
    public async Task Another_organizations_claims_are_unknown()
    {
        var id = await _organization.CreateClaimed();

        var answer = await new Organization(host).Post("/api/intents/fail", new { failures = new[] { Of(id) } }, "worker");

        Outcomes(answer).ShouldBe(["404 "]);
        (await _organization.StatusOf(id)).ShouldBe("in_progress");
    }

    [Theory]
    [InlineData("""{}""", "failures")]
    [InlineData("""{"failures":[]}""", "failures")]
    [InlineData("""{"failures":[null]}""", "failures[0]")]
    [InlineData("""{"failures":[{"intent_id":"a","execution_id":"e"}]}""", "error")]
    [InlineData("""{"failures":[{"intent_id":"a","execution_id":"e","error":""}]}""", "failures[0].error")]
    [InlineData("""{"failures":[{"intent_id":"a","execution_id":"","error":"x"}]}""", "failures[0].execution_id")]
    [InlineData("""{"failures":[{"intent_id":"a","execution_id":"e","error":"x"},{"intent_id":"a","execution_id":"f","error":"x"}]}""", "failures[1].intent_id")]
    public async Task A_batch_that_breaks_a_rule_is_refused_whole(string body, string field)
    {
        (await _organization.Post("/api/intents/fail", body, "worker")).ShouldBe(HttpStatusCode.BadRequest).Body.ToString().ShouldContain(field);

        (await _organization.Written()).ShouldBe(0);
    }

    [Fact]
    public async Task More_than_a_hundred_reports_are_refused_and_members_report_nothing()
    {
        object[] reports = [.. Enumerable.Range(0, 101).Select(i => Of($"i-{i}"))];

        (await Report(reports)).ShouldBe(HttpStatusCode.BadRequest).Faults.ShouldBe(["failures"]);
        (await _organization.Post("/api/intents/fail", new { failures = reports.Take(1) })).ShouldBe(HttpStatusCode.Forbidden);
    }

    private Task<Answer> Report(object[] failures) => _organization.Post("/api/intents/fail", new { failures }, "worker");

    private static object Of(string id) => new { intent_id = id, execution_id = "execution-1", error = "no such file" };

    private static IEnumerable<string> Outcomes(Answer answer) => answer.ShouldBe(HttpStatusCode.OK).Body.GetProperty("results").EnumerateArray()
        .Select(o => $"{o.GetProperty("code").GetInt32()} {(o.TryGetProperty("status", out var status) ? status.GetString() : "")}");
}
