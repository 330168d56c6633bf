using System.Net;
using System.Net.Http.Json;
using IntentEngine.Contracts;
using IntentEngine.Contracts.Lineage;
using IntentEngine.Lineage.Similarity;
using Shouldly;

namespace IntentEngine.Lineage.Repair;

public sealed class SuggestRepairTests(LineageHost host)
{
    private const string Error = "Quota of 5 used up";

    private readonly Organization _acme = host.NewOrganization();

    [Fact]
    public async Task Similar_failures_lead_to_the_executions_that_repaired_them()
    {
        await _acme.RecordAsync(Failed("mine"));
        // Two plain retries failed, then a repair worked.
        await _acme.RecordAsync(Failed("f1", at: 10), Again("r1", "f1", "retry", 11, failed: true), Again("r2", "r1", "retry", 12, failed: true), Again("fix", "r2", "repair", 13));
        // Nothing helped here.
        await _acme.RecordAsync(Failed("f2", at: 20), Again("r3", "f2", "retry", 21, failed: true));
        // A child of a failure is no repair.
        await _acme.RecordAsync(Failed("f3", at: 30), Again("child", "f3", "child", 31));

        var proposal = await SuggestAsync("mine");

        proposal.EvidenceExecutionIds.ShouldBe(["fix"]);
        proposal.Cases.Single(c => c.ExecutionId == "f1").ShouldSatisfyAllConditions(
            c => c.Chain.ShouldBe(["f1", "r1", "r2", "fix"]),
            c => (c.RepairedBy, c.Kind, c.Worked).ShouldBe(("fix", "repair", true)),
            c => c.FailedAttempts.ShouldBe(["r1", "r2"]));
        proposal.NegativeCases.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            c => (c.ExecutionId, c.Worked, c.RepairedBy).ShouldBe(("f2", false, null)),
            c => c.FailedAttempts.ShouldBe(["r3"]));
        proposal.Outcomes.Select(o => (o.Kind, o.Tried, o.Worked)).ShouldBe([("repair", 1, 1), ("retry", 3, 0)]);
        proposal.Outcomes.ShouldAllBe(o => o.Fingerprint == proposal.Fingerprint && o.LowerBound == Math.Round(WilsonBound.Lower(o.Worked, o.Tried), 3));
        proposal.SuggestedKind.ShouldBe("repair");
        proposal.Summary.ShouldStartWith("A repair completed 1 of 1 times after this error");
    }

    [Fact]
    public async Task Suggesting_starts_nothing_and_changes_nothing()
    {
        await _acme.RecordAsync(Failed("mine"), Failed("f1", at: 1), Again("fix", "f1", "retry", 2));
        var before = (await _acme.TablesAsync(), await _acme.ScalarAsync<long>("select count(*) from repairs"), await _acme.ScalarAsync<long>("select count(*) from outbox"));

        await SuggestAsync("mine");

        (await _acme.TablesAsync(), await _acme.ScalarAsync<long>("select count(*) from repairs"), await _acme.ScalarAsync<long>("select count(*) from outbox")).ShouldBe(before);
    }

    [Fact]
    public async Task Where_nothing_was_ever_repaired_successes_with_the_same_files_are_evidence_and_else_there_is_none()
    {
        await _acme.RecordAsync(
            SimilarByIdTests.Failed(_acme, "mine", Error, paths: ["a", "b"]),
            SimilarByIdTests.Failed(_acme, "ok", "", at: 1, paths: ["a", "b"]) with { Status = "completed", ErrorType = null, ErrorMessage = null },
            SimilarByIdTests.Failed(_acme, "far", "", at: 2, paths: ["x"]) with { Status = "completed", ErrorType = null, ErrorMessage = null },
            SimilarByIdTests.Failed(_acme, "lonely", "Something without equal"));

        (await SuggestAsync("mine")).EvidenceExecutionIds.ShouldBe(["ok"]);
        var none = await SuggestAsync("lonely");
        (none.EvidenceExecutionIds.Count, none.SuggestedKind, none.Summary).ShouldBe((0, null, "No similar successful execution found."));
    }

    [Fact]
    public async Task What_has_not_ended_counts_for_nothing_and_the_nearest_success_is_the_repair()
    {
        await _acme.RecordAsync(
            Failed("mine"), Failed("f1", at: 10), Again("r1", "f1", "retry", 11), Again("r2", "r1", "repair", 12), Again("r3", "f1", "retry", 13, failed: true),
            _acme.Execution("busy", status: "running", parent: "f1", trigger: "repair", at: 14));

        var proposal = await SuggestAsync("mine");

        proposal.Outcomes.Select(o => (o.Kind, o.Tried, o.Worked)).ShouldBe([("retry", 2, 1)]);
        proposal.Cases.ShouldHaveSingleItem().ShouldSatisfyAllConditions(c => c.RepairedBy.ShouldBe("r1"), c => c.Chain.ShouldBe(["f1", "r1"]), c => c.FailedAttempts.ShouldBeEmpty());
    }

    [Fact]
    public async Task A_part_of_an_attempt_that_completed_repaired_nothing()
    {
        await _acme.RecordAsync(Failed("mine"), Failed("f1", at: 1), Again("r1", "f1", "retry", 2, failed: true), Again("part", "r1", "child", 3));

        (await SuggestAsync("mine")).ShouldSatisfyAllConditions(p => p.Cases.ShouldBeEmpty(), p => p.NegativeCases.Select(c => c.ExecutionId).ShouldBe(["f1"]));
    }

    [Fact]
    public async Task The_surest_record_is_suggested_and_that_of_this_very_error_first()
    {
        await _acme.RecordAsync([Failed("mine"), Failed("f0"), Again("fix0", "f0", "retry", 1)]);
        await _acme.RecordAsync([.. Enumerable.Range(1, 5).SelectMany(i => new[] { Failed($"f{i}", at: 10 * i), Again($"fix{i}", $"f{i}", "repair", 10 * i + 1, failed: i == 1) })]);
        (await SuggestAsync("mine")).SuggestedKind.ShouldBe("repair", "4 of 5 are surer than 1 of 1");

        // An error like it has a better record still.
        await _acme.RecordAsync([.. Enumerable.Range(1, 9).SelectMany(i => new[] { SimilarByIdTests.Failed(_acme, $"like{i}", $"{Error} again", at: 100 * i), Again($"again{i}", $"like{i}", "retry", 100 * i + 1) })]);

        var proposal = await SuggestAsync("mine");
        proposal.Outcomes.Select(o => (o.Fingerprint == proposal.Fingerprint, o.Kind, o.Tried, o.Worked)).ShouldBe([(true, "repair", 5, 4), (true, "retry", 1, 1), (false, "retry", 9, 9)]);
        proposal.SuggestedKind.ShouldBe("repair");
        proposal.Summary.ShouldContain("4 of 5 times after this error");
    }

    [Fact]
    public async Task What_repaired_an_earlier_failure_of_the_same_task_is_evidence()
    {
        await _acme.RecordAsync(Failed("mine") with { CorrelationId = "task" }, Failed("earlier", at: 1) with { CorrelationId = "task" }, Again("fix", "earlier", "retry", 2));

        (await SuggestAsync("mine")).EvidenceExecutionIds.ShouldBe(["fix"]);
    }

    [Fact]
    public async Task Failures_with_the_same_files_are_no_evidence()
    {
        await _acme.RecordAsync(SimilarByIdTests.Failed(_acme, "mine", Error, paths: ["a", "b"]), SimilarByIdTests.Failed(_acme, "sad", "Nothing in common", at: 1, paths: ["a", "b"]));

        (await SuggestAsync("mine")).EvidenceExecutionIds.ShouldBeEmpty();
    }

    [Fact]
    public async Task Circles_of_retries_end()
    {
        await _acme.RecordAsync(
            Failed("mine"), Failed("a", at: 1) with { ParentExecutionId = "c", TriggerKind = "retry" },
            Failed("b", at: 2) with { ParentExecutionId = "a", TriggerKind = "retry" }, Failed("c", at: 3) with { ParentExecutionId = "b", TriggerKind = "retry" },
            Failed("self", at: 4) with { ParentExecutionId = "self", TriggerKind = "retry" });

        var circle = (await SuggestAsync("mine")).NegativeCases;
        circle.Select(c => c.ExecutionId).ShouldBe(["c", "b", "a"]);
        circle.ShouldAllBe(c => c.FailedAttempts.Count == 2 && !c.FailedAttempts.Contains(c.ExecutionId) && c.Chain.Distinct().Count() == 3);
        (await SuggestAsync("self")).Cases.ShouldBeEmpty();
    }

    [Fact]
    public async Task Only_failures_have_a_remedy_and_only_ones_own()
    {
        await _acme.RecordAsync(_acme.Execution("fine"), Failed("mine"));

        (await _acme.PostAsync("/executions/fine/repair/suggest")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await _acme.PostAsync("/executions/nobody/repair/suggest")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var bolt = host.NewOrganization();
        await bolt.RecordAsync(bolt.Execution("f", sequence: 3, status: "failed") with { ErrorMessage = Error, ErrorType = "server_error" }, bolt.Execution("fix", parent: "f", trigger: "retry"));
        (await bolt.PostAsync("/executions/mine/repair/suggest")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var proposal = await SuggestAsync("mine");
        (proposal.Outcomes.Count, proposal.EvidenceExecutionIds.Count).ShouldBe((0, 0));
    }

    private async Task<RepairProposal> SuggestAsync(string id)
    {
        using var answer = await _acme.PostAsync($"/api/executions/{id}/repair/suggest", role: "worker");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<RepairProposal>(ContractJson.Options))!;
    }

    private ExecutionFact Failed(string id, int at = 0) => SimilarByIdTests.Failed(_acme, id, Error, at: at);

    private ExecutionFact Again(string id, string parent, string kind, int at, bool failed = false) => failed
        ? SimilarByIdTests.Failed(_acme, id, Error, at: at) with { ParentExecutionId = parent, TriggerKind = kind, CorrelationId = parent }
        : _acme.Execution(id, parent: parent, trigger: kind, at: at);
}
