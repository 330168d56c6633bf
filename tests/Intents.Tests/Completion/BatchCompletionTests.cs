using System.Net;
using System.Text.Json;
using IntentEngine.Contracts.Intents;
using IntentEngine.Intents.Hosts;

namespace IntentEngine.Intents.Completion;

public sealed class BatchCompletionTests(IntentsHost host)
{
    private readonly Organization _organization = new(host);

    [Fact]
    public async Task A_batch_completes_what_was_claimed_keeps_results_and_audits_each()
    {
        for (var i = 0; i < 5; i++) await _organization.Create();
        var claimed = (await _organization.ClaimBatch()).Intents;

        var answer = await Report([.. claimed.Select(i => (object)new { intent_id = Id(i), execution_id = Execution(i), result = new { pages = 3 } })]);

        answer["completed"].ShouldBe("5");
        Outcomes(answer).ShouldAllBe(o => o == "200 completed");
        (await _organization.Rows("select distinct status || ' ' || (result ->> 'pages') || ' ' || (lease_until is null) || ' ' || (completed_at = ended_at) from intent_executions")).ShouldBe(["completed 3 true true"]);
        (await _organization.Rows("select count(*) from intent_audit_log where action = 'intent_completed' and from_status = 'in_progress' and to_status = 'completed'")).ShouldBe(["5"]);
        (await _organization.Rows("select distinct version from intent_executions")).ShouldBe(["3"]);
        await _organization.Settle();
        _organization.Ended.Select(e => (e.IntentId, e.Status, e.Result?.GetProperty("pages").GetInt32())).ShouldBe(claimed.Select(i => (Id(i), IntentEnding.Completed, (int?)3)), ignoreOrder: true);
    }

    [Fact]
    public async Task Each_report_is_judged_by_itself()
    {
        var (mine, owned, foreign, ended) = (await _organization.CreateClaimed(), await _organization.CreateClaimed(owner: "workflows"), await _organization.CreateClaimed("execution-2"), await _organization.CreateClaimed());
        await _organization.Cancel(ended);
        var waiting = await _organization.Create();

        var answer = await Report([.. new[] { mine, owned, foreign, ended, waiting, "nobody" }.Select(id => (object)new { intent_id = id, execution_id = "execution-1" })]);

        Outcomes(answer).ShouldBe(["200 completed", "200 completed", "409 in_progress", "409 cancelled", "409 pending", "404 "]);
        answer["completed"].ShouldBe("2");
        answer.Body.GetProperty("results")[3].GetProperty("detail").GetString().ShouldBe("Cannot go from cancelled to completed.");
        await _organization.Settle();
        _organization.Reported.ShouldHaveSingleItem().Outcome.ShouldBe(CompletionOutcome.Completed);
    }

    [Fact]
    public async Task A_repeat_is_answered_alike_and_writes_nothing()
    {
        var reports = new[] { await _organization.CreateClaimed(), await _organization.CreateClaimed(owner: "workflows") }.Select(id => (object)new { intent_id = id, execution_id = "execution-1" }).ToArray();
        var first = await Report(reports);
        var written = await _organization.Written();

        var second = await Report(reports);

        second.Body.ToString().ShouldBe(first.Body.ToString());
        (await _organization.Written()).ShouldBe(written);
        await _organization.Settle();
        _organization.Reported.Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_same_batch_sent_many_times_at_once_completes_each_once()
    {
        for (var i = 0; i < 20; i++) await _organization.Create();
        object[] reports = [.. (await _organization.ClaimBatch(20)).Intents.Select(i => (object)new { intent_id = Id(i), execution_id = Execution(i) })];

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Report([.. reports.Reverse()])));

        answers.ShouldAllBe(a => a["completed"] == "20");
        (await _organization.Rows("select count(*) from intent_audit_log where action = 'intent_completed'")).ShouldBe(["20"]);
    }

    [Fact]
    public async Task Another_organizations_claims_are_unknown()
    {
        var id = await _organization.CreateClaimed();

        var answer = await new Organization(host).Post("/api/intents/complete", new { completions = new[] { new { intent_id = id, execution_id = "execution-1" } } }, "worker");

        Outcomes(answer).ShouldBe(["404 "]);
        (await _organization.StatusOf(id)).ShouldBe("in_progress");
    }

    [Theory]
    [InlineData("""{}""", "completions")]
    [InlineData("""{"completions":[]}""", "completions")]
    [InlineData("""{"completions":[null]}""", "completions[0]")]
    [InlineData("""{"completions":[{"intent_id":"a"}]}""", "execution_id")]
    [InlineData("""{"completions":[{"intent_id":"a","execution_id":""}]}""", "completions[0].execution_id")]
    [InlineData("""{"completions":[{"intent_id":"\u0000","execution_id":"e"}]}""", "completions[0].intent_id")]
    [InlineData("""{"completions":[{"intent_id":"a","execution_id":"e","result":[1]}]}""", "completions[0].result")]
    [InlineData("""{"completions":[{"intent_id":"a","execution_id":"e"},{"intent_id":"a","execution_id":"e"}]}""", "completions[1].intent_id")]
    [InlineData("""{"completions":[{"intent_id":"a","execution_id":"e","status":"completed"}]}""", "status")]
    [InlineData("""{"completions":{}}""", "completions")]
    public async Task A_batch_that_breaks_a_rule_is_refused_whole(string body, string field)
    {
        (await _organization.Post("/api/intents/complete", body, "worker")).ShouldBe(HttpStatusCode.BadRequest).Body.ToString().ShouldContain(field);

        (await _organization.Written()).ShouldBe(0);
    }

    [Fact]
    public async Task More_than_a_hundred_reports_are_refused_and_members_report_nothing()
    {
        object[] reports = [.. Enumerable.Range(0, 101).Select(i => (object)new { intent_id = $"i-{i}", execution_id = "e" })];

        (await Report(reports)).ShouldBe(HttpStatusCode.BadRequest).Faults.ShouldBe(["completions"]);
        (await _organization.Post("/api/intents/complete", new { completions = reports.Take(1) })).ShouldBe(HttpStatusCode.Forbidden);
    }

    private Task<Answer> Report(object[] completions) => _organization.Post("/api/intents/complete", new { completions }, "worker");

    private static IEnumerable<string> Outcomes(Answer answer) => answer.ShouldBe(HttpStatusCode.OK).Body.GetProperty("results").EnumerateArray()
        .Select(o => $"{o.GetProperty("code").GetInt32()} {(o.TryGetProperty("status", out var status) ? status.GetString() : "")}");

    private static string Id(JsonElement intent) => intent.GetProperty("intent_id").GetString()!;

    private static string Execution(JsonElement intent) => intent.GetProperty("execution_id").GetString()!;
}
