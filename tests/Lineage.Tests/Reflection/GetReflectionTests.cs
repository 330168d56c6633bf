using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using IntentEngine.Contracts.Lineage;
using IntentEngine.Lineage.Similarity;
using Shouldly;

namespace IntentEngine.Lineage.Reflection;

public sealed class GetReflectionTests(LineageHost host)
{
    private const string FirstDay = "/api/reflection?since=2026-01-01T00:00:00Z&until=2026-01-02T00:00:00Z";
    private const string SecondDay = "/api/reflection?since=2026-01-02T00:00:00Z&until=2026-01-03T00:00:00Z";
    private const int Day = 86_400;

    private readonly Organization _acme = host.NewOrganization();

    [Fact]
    public async Task Steps_that_fail_often_are_named_with_their_commonest_error_and_what_helped()
    {
        await _acme.RecordAsync(
        [
            .. Enumerable.Range(1, 3).Select(i => Failed($"a{i}", "step.a", $"Quota of {i} used up", at: i)),
            Failed("a4", "step.a", "No route to host", at: 4),
            Failed("b1", "step.b", "Quota of 9 used up", at: 5) with { Data = JsonSerializer.SerializeToElement(new { verdict = "allow" }) },
            Failed("old", "step.b", "Quota of 9 used up", at: -10),
            _acme.Execution("fix", parent: "a1", trigger: "retry", at: 20) with { Name = "step.a" },
        ]);
        // The workflow's own failure repeats that of its step.
        await _acme.RecordAsync(Failed("w", "content", "Quota of 1 used up", at: 6) with { RunId = "w" });

        var hints = await _acme.GetAsync<ReflectionHints>(FirstDay);

        hints.HotErrorSteps.Select(h => (h.Name, h.Failures)).ShouldBe([("step.a", 4), ("step.b", 1)]);
        hints.HotErrorSteps[0].ShouldSatisfyAllConditions(
            h => (h.TopTemplate, h.TopFailures).ShouldBe(("quota of <num> used up", 3)),
            h => h.EvidenceExecutionIds.ShouldBe(["a4", "a3", "a2", "a1"]));
        hints.FalseAllowPatterns.ShouldHaveSingleItem().ShouldSatisfyAllConditions(p => p.Name.ShouldBe("step.b"), p => p.EvidenceExecutionIds.ShouldBe(["b1"]));
        hints.Suggestions[0].Text.ShouldContain("a retry helped 1 of 1 times");
        hints.Suggestions[0].EvidenceExecutionIds.ShouldBe(hints.HotErrorSteps[0].EvidenceExecutionIds);
        hints.EvidenceExecutionIds.ShouldBe(["a4", "a3", "a2", "a1", "b1"], ignoreOrder: true);
        hints.Complete.ShouldBeTrue();
    }

    [Fact]
    public async Task Steps_that_became_slower_come_first_beside_their_baseline()
    {
        await _acme.RecordAsync(
        [
            .. Enumerable.Range(1, 20).Select(i => Took($"before{i:00}", "step.grew", i, at: i)),
            .. Enumerable.Range(1, 20).Select(i => Took($"now{i:00}", "step.grew", 3 * i, at: Day + i)),
            .. Enumerable.Range(1, 5).Select(i => Took($"same-before{i}", "step.same", 50, at: i)),
            .. Enumerable.Range(1, 5).Select(i => Took($"same-now{i}", "step.same", 50, at: Day + i)),
            Took("new", "step.new", 900, at: Day + 1),
        ]);

        var hints = await _acme.GetAsync<ReflectionHints>(SecondDay);

        hints.SlowSteps.Select(s => (s.Name, s.Runs, s.P50Ms, s.P95Ms, s.BaselineRuns, s.BaselineP50Ms, s.BaselineP95Ms, s.Growth)).ShouldBe(
        [
            ("step.grew", 20, 30_000, 57_000, 20, 10_000, 19_000, 3.0),
            ("step.same", 5, 50_000, 50_000, 5, 50_000, 50_000, 1.0),
            ("step.new", 1, 900_000, 900_000, 0, null, null, null),
        ]);
        hints.SlowSteps[0].EvidenceExecutionIds.ShouldBe(["now20", "now19", "now18", "now17", "now16"]);
        hints.Suggestions.ShouldHaveSingleItem().Text.ShouldContain("step.grew");
    }

    [Fact]
    public async Task The_digest_names_what_the_hints_say()
    {
        (await _acme.GetAsync<ReflectionHints>(FirstDay)).Suggestions.ShouldHaveSingleItem().Text.ShouldBe("No strong patterns in recent failures.");
        await _acme.RecordAsync(Failed("a1", "step.a", "Quota of 1 used up", at: 1));
        var first = await _acme.GetAsync<ReflectionHints>(FirstDay);
        var again = await _acme.GetAsync<ReflectionHints>(FirstDay);
        await _acme.RecordAsync(Failed("a2", "step.a", "Quota of 2 used up", at: 2));
        var later = await _acme.GetAsync<ReflectionHints>(FirstDay);

        first.Digest.Length.ShouldBe(64);
        again.Digest.ShouldBe(first.Digest);
        later.Digest.ShouldNotBe(first.Digest);
        HintDigest.Sign(first).Digest.ShouldBe(first.Digest);
    }

    [Fact]
    public async Task The_digest_is_that_of_the_answer_without_it_with_sorted_names()
    {
        await _acme.RecordAsync(Failed("a1", "step.a", "Quota of 1 used up", at: 1), Took("b1", "step.b", 20, at: 2));

        var hints = JsonNode.Parse((await _acme.GetAsync<JsonElement>(FirstDay)).GetRawText())!.AsObject();
        var digest = hints["digest"]!.GetValue<string>();
        hints.Remove("digest");

        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sorted(hints)!.ToJsonString()))).ShouldBe(digest);
    }

    [Fact]
    public async Task A_window_has_its_beginning_and_not_its_end()
    {
        await _acme.RecordAsync(Failed("first", "step.a", "x", at: -3), Failed("last", "step.b", "x", at: Day - 3), Took("begins", "step.c", 5, at: 0), Took("ends", "step.d", 5, at: Day));

        var hints = await _acme.GetAsync<ReflectionHints>(FirstDay);

        hints.HotErrorSteps.Select(h => h.Name).ShouldBe(["step.a"]);
        hints.SlowSteps.Select(s => s.Name).ShouldBe(["step.c"]);
    }

    [Fact]
    public async Task What_was_denied_went_on_or_is_a_workflow_is_nothing_to_look_at()
    {
        await _acme.RecordAsync(
            Failed("denied", "step.a", "x", at: 1) with { Data = JsonSerializer.SerializeToElement(new { verdict = "deny" }) },
            Failed("resumed", "step.b", "x", at: 2),
            Took("workflow", "content", 500, at: 3) with { RunId = "workflow" },
            Took("step", "step.c", 5, at: 3) with { RunId = "workflow" });
        await _acme.RecordAsync(_acme.Execution("resumed", sequence: 4, status: "running", at: 2) with { Name = "step.b" });

        var hints = await _acme.GetAsync<ReflectionHints>(FirstDay);

        hints.FalseAllowPatterns.ShouldBeEmpty();
        hints.HotErrorSteps.Select(h => h.Name).ShouldBe(["step.a"]);
        hints.SlowSteps.Select(s => s.Name).ShouldBe(["step.c"]);
    }

    [Theory]
    [InlineData(5, 5, 16, true)]
    [InlineData(5, 5, 14, false)]
    [InlineData(4, 5, 30, false)]
    [InlineData(5, 4, 30, false)]
    public async Task A_step_is_called_slower_from_half_as_long_again_and_five_runs_of_each_on(int before, int now, int seconds, bool isSlower)
    {
        // The baseline reaches back four windows.
        await _acme.RecordAsync([.. Enumerable.Range(1, before).Select(i => Took($"b{i}", "step.a", 10, at: (i - 4) * Day / 2 + 1)), .. Enumerable.Range(1, now).Select(i => Took($"n{i}", "step.a", seconds, at: Day + i))]);

        var hints = await _acme.GetAsync<ReflectionHints>(SecondDay);

        hints.SlowSteps.ShouldHaveSingleItem().BaselineRuns.ShouldBe(before);
        hints.Suggestions.Any(s => s.Text.Contains("step.a", StringComparison.Ordinal)).ShouldBe(isSlower);
    }

    [Fact]
    public async Task Hints_never_change_a_verdict_or_anything_else()
    {
        string[] verdicts = ["allow", "need_approval", "deny"];
        await _acme.RecordAsync([.. Enumerable.Range(0, 30).Select(i => Failed($"e{i}", $"step.{i % 4}", $"Quota of {i} used up", at: i) with
        {
            Status = i % 3 == 0 ? "completed" : "failed",
            Data = JsonSerializer.SerializeToElement(new { verdict = verdicts[i % 3], affected_paths = new[] { "a" } }),
        })]);
        var before = (await _acme.TablesAsync(), await WrittenAsync());

        (await _acme.GetAsync<ReflectionHints>(FirstDay)).HotErrorSteps.ShouldNotBeEmpty();
        (await _acme.GetAsync<SimilarById.Response>("/executions/e1/similar")).SimilarFailures.ShouldNotBeEmpty();
        (await _acme.PostAsync("/executions/e1/repair/suggest")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await _acme.GetAsync<Repair.RepairsOfExecution.Response>("/executions/e1/repairs")).Requests.ShouldBeEmpty();

        (await _acme.TablesAsync(), await WrittenAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task Only_ones_own_executions_are_looked_at()
    {
        await _acme.RecordAsync(Failed("a1", "step.a", "Quota of 1 used up", at: 1));

        var hints = await host.NewOrganization().GetAsync<ReflectionHints>(FirstDay);

        (hints.HotErrorSteps.Count, hints.SlowSteps.Count, hints.EvidenceExecutionIds.Count).ShouldBe((0, 0, 0));
    }

    [Theory]
    [InlineData("/api/reflection?since=yesterday", "since")]
    [InlineData("/api/reflection?since=2026-01-02T00:00:00Z&until=2026-01-01T00:00:00Z", "since")]
    [InlineData("/api/reflection?since=2020-01-02T00:00:00Z&until=2026-01-01T00:00:00Z", "since")]
    [InlineData("/api/reflection?since=2025-01-01T00:00:00Z&until=2026-01-03T00:00:01Z", "since")]
    [InlineData("/api/reflection?since=2026-01-01T00:00:00Z&until=2026-01-01T00:00:00Z", "since")]
    [InlineData("/api/reflection?until=0001-01-01T00:00:00Z", "until")]
    public async Task Bad_windows_are_refused_with_the_name_of_the_field(string path, string field)
    {
        var (status, detail) = await _acme.RefusalAsync(path);

        status.ShouldBe(HttpStatusCode.BadRequest);
        detail.ShouldContain(field);
    }

    [Fact]
    public async Task Without_a_window_it_is_the_last_seven_days()
    {
        var window = (await _acme.GetAsync<ReflectionHints>("/api/reflection")).Window;
        (window.Until - window.Since).ShouldBe(TimeSpan.FromDays(7));
    }

    private ExecutionFact Failed(string id, string name, string message, int at) => SimilarByIdTests.Failed(_acme, id, message, at: at) with { Name = name };

    private ExecutionFact Took(string id, string name, int seconds, int at) =>
        _acme.Execution(id, sequence: 3, at: at) with { Name = name, CompletedAt = Organization.Moment(at + seconds) };

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => KeyValuePair.Create(m.Key, Sorted(m.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Sorted)]),
        _ => node?.DeepClone(),
    };

    // Physical versions of rows: even writing the same values again would show.
    private Task<string> WrittenAsync() => _acme.ScalarAsync<string>("""
        select string_agg(t.row, ' ' order by t.row) from (
            select 'e' || execution_id || xmin || ctid as row from executions union all select 'f' || execution_id || xmin || ctid from failures
            union all select 't' || fingerprint || xmin || ctid from error_templates union all select 'r' || repair_id || xmin from repairs
            union all select 'o' || message_id from outbox) t
        """);
}
