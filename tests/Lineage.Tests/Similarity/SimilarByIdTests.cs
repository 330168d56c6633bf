using System.Net;
using System.Text.Json;
using IntentEngine.Contracts.Lineage;
using Shouldly;

namespace IntentEngine.Lineage.Similarity;

public sealed class SimilarByIdTests(LineageHost host)
{
    private readonly Organization _acme = host.NewOrganization();
    private readonly Organization _bolt = host.NewOrganization();

    [Fact]
    public async Task The_same_error_comes_first_then_what_reads_alike_and_each_says_why()
    {
        await _acme.RecordAsync(
            Failed(_acme, "mine", "Cannot reach 10.0.0.1:5432 after 30 s: connection refused by server"),
            Failed(_acme, "same", "Cannot reach 10.0.0.9:5433 after 5 s: connection refused by server", at: 1),
            Failed(_acme, "like", "Cannot reach 10.0.0.9:5433 after 5 s: connection reset by server", at: 2),
            Failed(_acme, "other", "Model answered with invalid JSON", at: 3));

        var answer = await _acme.GetAsync<SimilarById.Response>("/executions/mine/similar");

        answer.Template.ShouldBe("cannot reach <ip> after <num> s: connection refused by server");
        answer.Fingerprint.ShouldNotBeNull().ShouldStartWith("v1:");
        answer.SimilarFailures.Select(s => (s.Execution.ExecutionId, s.Tier)).ShouldBe([("same", SimilarityTier.Fingerprint), ("like", SimilarityTier.Bands)]);
        var (same, like) = (answer.SimilarFailures[0], answer.SimilarFailures[1]);
        (same.Fingerprint, same.Features.Template).ShouldBe((answer.Fingerprint, 1.0));
        same.WhySimilar.ShouldBe(["Same status", "Same verdict", $"Similar error message ({same.Features.Error:0.00})", "Overlapping paths"]);
        same.Score.ShouldBe(Math.Round(0.5 * same.Features.Error + 0.3 + 0.2, 3), 0.001);
        like.Features.Template.ShouldBeInRange(0.4, 0.9);
        like.Fingerprint.ShouldNotBe(answer.Fingerprint);
    }

    [Fact]
    public async Task An_exact_match_goes_before_one_with_a_higher_score()
    {
        await _acme.RecordAsync(
            Failed(_acme, "mine", "Disk full on host 1 while writing the index file", paths: ["a", "b"]),
            Failed(_acme, "exact", "Disk full on host 2 while writing the index file", paths: ["x"], at: 1),
            Failed(_acme, "higher", "Disk full on host 1 while writing the index", paths: ["a", "b"], at: 2));

        var found = (await _acme.GetAsync<SimilarById.Response>("/api/executions/mine/similar")).SimilarFailures;

        found.Select(s => s.Execution.ExecutionId).ShouldBe(["exact", "higher"]);
        found[1].Score.ShouldBeGreaterThan(found[0].Score);
    }

    [Fact]
    public async Task Files_alone_find_failures_with_other_errors()
    {
        await _acme.RecordAsync(
            Failed(_acme, "mine", "one thing went wrong", paths: [@"src\App.py", "src/b.py"]),
            Failed(_acme, "there", "completely different words here", paths: ["src/app.py"], at: 1),
            Failed(_acme, "elsewhere", "nothing in common at all", paths: ["docs/x.md"], at: 2));

        var found = (await _acme.GetAsync<SimilarById.Response>("/executions/mine/similar?min_score=0")).SimilarFailures.ShouldHaveSingleItem();

        (found.Execution.ExecutionId, found.Tier, found.Features.Paths).ShouldBe(("there", SimilarityTier.Paths, 0.5));
        found.WhySimilar.ShouldContain("Some path overlap");
        (await _acme.GetAsync<SimilarById.Response>("/executions/mine/similar?min_score=0.5")).SimilarFailures.ShouldBeEmpty();
    }

    [Fact]
    public async Task Other_organizations_failures_are_never_similar()
    {
        await _acme.RecordAsync(Failed(_acme, "mine", "Quota of 5 used up", paths: ["a"]));
        await _bolt.RecordAsync(Failed(_bolt, "theirs", "Quota of 6 used up", paths: ["a"]));

        (await _acme.GetAsync<SimilarById.Response>("/executions/mine/similar?min_score=0")).SimilarFailures.ShouldBeEmpty();
        (await _bolt.RefusalAsync("/executions/mine/similar")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Its_own_retries_count_only_when_asked_for()
    {
        await _acme.RecordAsync(
            Failed(_acme, "first", "Quota of 5 used up") with { CorrelationId = "task" },
            Failed(_acme, "retry", "Quota of 5 used up", at: 1) with { CorrelationId = "task", ParentExecutionId = "first", TriggerKind = "retry" },
            Failed(_acme, "another", "Quota of 7 used up", at: 2));

        (await Ids("/executions/first/similar")).ShouldBe(["another"]);
        (await Ids("/executions/first/similar?same_correlation=true")).ShouldBe(["another", "retry"]);
    }

    [Fact]
    public async Task What_went_on_after_all_is_no_failure_and_a_later_failure_is_what_counts()
    {
        await _acme.RecordAsync(Failed(_acme, "mine", "Quota of 5 used up"), Failed(_acme, "revived", "Quota of 6 used up", at: 1), Failed(_acme, "changed", "Quota of 7 used up", at: 2));
        await _acme.RecordAsync(_acme.Execution("revived", sequence: 4, status: "running"), Failed(_acme, "changed", "Something entirely else", sequence: 5, at: 2));

        (await Ids("/executions/mine/similar")).ShouldBeEmpty();
        (await _acme.GetAsync<SimilarById.Response>("/executions/revived/similar")).Fingerprint.ShouldBeNull();
        (await _acme.GetAsync<SimilarById.Response>("/executions/changed/similar")).Template.ShouldBe("something entirely else");
    }

    [Fact]
    public async Task Rolled_back_is_a_failure_and_cancelled_is_not()
    {
        await _acme.RecordAsync(
            Failed(_acme, "mine", "Quota of 5 used up"),
            Failed(_acme, "back", "Quota of 6 used up", at: 1) with { Status = "rolled_back" },
            Failed(_acme, "stopped", "Quota of 6 used up", at: 2) with { Status = "cancelled" });

        (await Ids("/executions/mine/similar")).ShouldBe(["back"]);
        (await _acme.GetAsync<SimilarById.Response>("/executions/mine/similar")).SimilarFailures[0].Features.Metadata.ShouldBe(0.5);
    }

    [Fact]
    public async Task The_newest_of_equals_come_first_and_there_are_at_most_as_many_as_asked()
    {
        await _acme.RecordAsync([Failed(_acme, "mine", "Quota of 5 used up"), .. Enumerable.Range(1, 12).Select(i => Failed(_acme, $"e{i:00}", "Quota of 5 used up", at: i / 2))]);

        (await Ids("/executions/mine/similar?k=4")).ShouldBe(["e12", "e10", "e11", "e08"]);
        (await Ids("/executions/mine/similar")).Count.ShouldBe(10);
    }

    [Theory]
    [InlineData("/executions/mine/similar?k=0", "k")]
    [InlineData("/executions/mine/similar?k=51", "k")]
    [InlineData("/executions/mine/similar?min_score=1.1", "min_score")]
    [InlineData("/executions/mine/similar?min_score=NaN", "min_score")]
    [InlineData("/executions/mine/similar?same_correlation=maybe", "same_correlation")]
    public async Task Bad_input_is_refused_with_the_name_of_the_field(string path, string field)
    {
        await _acme.RecordAsync(Failed(_acme, "mine", "Quota of 5 used up"));

        var (status, detail) = await _acme.RefusalAsync(path);

        status.ShouldBe(HttpStatusCode.BadRequest);
        detail.ShouldContain(field);
    }

    [Fact]
    public async Task Messages_and_files_that_look_odd_are_recorded_and_compared_all_the_same()
    {
        string[] odd = ["", " ", "😀😀😀", new('x', 20_000), string.Concat(Enumerable.Repeat("a😀", 3000)), "'\"`<>{}[]\\", string.Join(' ', Enumerable.Range(0, 5000))];
        await _acme.RecordAsync([.. odd.Select((message, i) => Failed(_acme, $"odd{i}", message, paths: [new string('p', 10_000), message, "/"]))]);
        await _acme.RecordAsync(Failed(_acme, "strange", "x") with { Data = JsonSerializer.Deserialize<JsonElement>("""{"affected_paths": [1, null, {}, ["a"], "a"]}""") });
        await _acme.RecordAsync(Failed(_acme, "stranger", "x") with { Data = JsonSerializer.Deserialize<JsonElement>("""{"affected_paths": "a", "owner": 1}""") });

        for (var i = 0; i < odd.Length; i++) (await _acme.GetAsync<SimilarById.Response>($"/executions/odd{i}/similar?min_score=0")).Fingerprint.ShouldNotBeNull();
        (await Ids("/executions/strange/similar?min_score=0")).ShouldContain("stranger");
    }

    [Theory, InlineData("failures"), InlineData("failure_paths"), InlineData("error_templates"), InlineData("error_bands"), InlineData("error_embeddings"), InlineData("repairs")]
    public async Task Row_level_security_is_forced(string table) =>
        (await _acme.ScalarAsync<bool>($"select relrowsecurity and relforcerowsecurity from pg_class where relname = '{table}'")).ShouldBeTrue();

    internal static ExecutionFact Failed(Organization organization, string id, string message, int sequence = 3, int at = 0, params string[] paths)
    {
        var fact = organization.Execution(id, sequence, "failed", at: at);
        return fact with
        {
            FactId = Contracts.NameBasedGuid.Create(fact.FactId, message),
            ErrorType = "server_error",
            ErrorMessage = message,
            Data = paths.Length == 0 ? null : JsonSerializer.SerializeToElement(new { affected_paths = paths }),
        };
    }

    private async Task<IReadOnlyList<string>> Ids(string path) => [.. (await _acme.GetAsync<SimilarById.Response>(path)).SimilarFailures.Select(s => s.Execution.ExecutionId)];
}
