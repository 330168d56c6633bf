using System.Text.Json;
using IntentEngine.Contracts.Lineage;
using IntentEngine.Lineage.Executions;
using IntentEngine.Lineage.Traversal;
using Shouldly;

namespace IntentEngine.Lineage.Artifacts;

/// <summary>"What must be redone if this competitor set is wrong" and "which decision allowed this article", over a content workflow with an article of its own workflow.</summary>
public sealed class ImpactAndProofTests(LineageHost host)
{
    private readonly Organization _acme = host.NewOrganization();

    [Fact]
    public async Task Everything_derived_is_to_be_redone_in_an_order_that_works()
    {
        await RecordContentAsync();

        var impact = await _acme.GetAsync<ImpactOfArtifact.Response>("/api/artifact-index/competitors/impact");

        impact.Artifact.ArtifactId.ShouldBe("competitors");
        impact.Artifacts.Ids().ShouldBe(["seeds", "longtails", "article"]);
        impact.Executions.Ids().ShouldBe(["make-seeds", "make-longtails", "make-article"]);
        impact.Runs.ShouldBe([new AffectedRun("content", 2), new AffectedRun("writing", 1)]);
        impact.Complete.ShouldBeTrue();
    }

    [Fact]
    public async Task What_made_several_is_redone_where_the_first_of_them_is_due()
    {
        await _acme.RecordAsync(new RecordLineage
        {
            Executions = [_acme.Execution("both", at: 9), _acme.Execution("middle", at: 5)],
            Artifacts =
            [
                _acme.Artifact("source"), _acme.Artifact("one", at: 1, parents: "source") with { DerivationRunId = "both" },
                _acme.Artifact("two", at: 2, parents: "one") with { DerivationRunId = "middle" }, _acme.Artifact("three", at: 3, parents: "two") with { DerivationRunId = "both" },
            ],
        });

        (await _acme.GetAsync<ImpactOfArtifact.Response>("/api/artifact-index/source/impact")).Executions.Ids().ShouldBe(["both", "middle"]);
    }

    [Fact]
    public async Task Nothing_comes_of_what_is_last_and_depth_is_reported()
    {
        await RecordContentAsync();

        (await _acme.GetAsync<ImpactOfArtifact.Response>("/api/artifact-index/article/impact")).ShouldSatisfyAllConditions(i => i.Artifacts.ShouldBeEmpty(), i => i.Executions.ShouldBeEmpty(), i => i.Complete.ShouldBeTrue());
        (await _acme.GetAsync<ImpactOfArtifact.Response>("/api/artifact-index/competitors/impact?depth=1")).ShouldSatisfyAllConditions(i => i.Artifacts.Ids().ShouldBe(["seeds"]), i => i.TruncatedBy.ShouldBe(Limit.Depth));
    }

    [Fact]
    public async Task Pages_of_an_impact_put_together_are_the_whole()
    {
        await RecordContentAsync();

        var pages = new List<ImpactOfArtifact.Response> { await _acme.GetAsync<ImpactOfArtifact.Response>("/api/artifact-index/profile/impact?limit=2") };
        while (pages[^1].Cursor is { } cursor) pages.Add(await _acme.GetAsync<ImpactOfArtifact.Response>($"/api/artifact-index/profile/impact?limit=2&cursor={cursor}"));

        pages.SelectMany(p => p.Artifacts).Ids().ShouldBe(["competitors", "seeds", "longtails", "article"]);
        pages.SelectMany(p => p.Executions).Ids().ShouldBe(["make-competitors", "make-seeds", "make-longtails", "make-article"]);
    }

    [Fact]
    public async Task A_proof_names_the_decision_the_executions_up_to_the_root_and_all_sources()
    {
        await RecordContentAsync();

        var proof = await _acme.GetAsync<ProofOfArtifact.Response>("/api/artifact-index/article/proof");

        proof.Artifacts.Ids().ShouldBe(["longtails", "style", "seeds", "competitors", "profile"]);
        proof.RootArtifactIds.ShouldBe(["style", "profile"], ignoreOrder: true);
        proof.Executions.Ids().ShouldBe(["content", "make-profile", "make-competitors", "make-seeds", "make-longtails", "writing", "make-article"]);
        var decision = proof.Decisions.ShouldHaveSingleItem();
        (decision.DecisionId, decision.Verdict, decision.DecidedBy, decision.ArtifactId, decision.Execution.Name).ShouldBe(("decide-2", "allow", "ann", "seeds", "decision.seed_keywords"));
        proof.Complete.ShouldBeTrue();
    }

    [Fact]
    public async Task A_decision_that_a_change_set_carries_itself_is_in_the_proof()
    {
        await _acme.RecordAsync(new RecordLineage
        {
            Executions = [_acme.Execution("apply") with { Data = JsonSerializer.SerializeToElement(new { decision_id = "dec_001", verdict = "allow" }) }],
            Artifacts = [_acme.Artifact("patch", at: 5) with { DerivationRunId = "apply" }],
        });

        (await _acme.GetAsync<ProofOfArtifact.Response>("/api/artifact-index/patch/proof")).Decisions.Select(d => (d.DecisionId, d.Verdict, d.Execution.ExecutionId)).ShouldBe([("dec_001", "allow", "apply")]);
    }

    [Fact]
    public async Task Circles_of_artifacts_and_of_executions_end()
    {
        await _acme.RecordAsync(new RecordLineage
        {
            Executions = [_acme.Execution("one", parent: "two"), _acme.Execution("two", parent: "one")],
            Artifacts = [_acme.Artifact("a", parents: "b") with { DerivationRunId = "one" }, _acme.Artifact("b", parents: "a") with { DerivationRunId = "two" }],
        });

        (await _acme.GetAsync<ProofOfArtifact.Response>("/api/artifact-index/a/proof")).ShouldSatisfyAllConditions(p => p.Artifacts.Ids().ShouldBe(["b"]), p => p.Executions.Count.ShouldBe(2), p => p.RootArtifactIds.ShouldBeEmpty());
        (await _acme.GetAsync<ImpactOfArtifact.Response>("/api/artifact-index/a/impact")).Artifacts.Ids().ShouldBe(["b"]);
    }

    [Fact]
    public async Task Unknown_makers_and_parents_leave_the_rest_as_it_is()
    {
        await _acme.RecordAsync(_acme.Artifact("child", parents: "never-told"));

        (await _acme.GetAsync<ProofOfArtifact.Response>("/api/artifact-index/child/proof")).ShouldSatisfyAllConditions(p => p.Executions.ShouldBeEmpty(), p => p.RootArtifactIds.ShouldBe(["never-told"]), p => p.Complete.ShouldBeTrue());
    }

    /// <summary>profile → competitors → seeds → longtails → article (of the workflow "writing", with a style guide). The first seeds were refused and made again.</summary>
    private Task RecordContentAsync()
    {
        ExecutionFact Step(string id, string run, int at) => _acme.Execution(id, parent: run, correlation: "task", trigger: "child", at: at) with { RunId = run, CompletedAt = Organization.Moment(at + 1) };
        ExecutionFact Decision(string id, string verdict, string artifact, int at) => Step(id, "content", at) with
        {
            Name = "decision.seed_keywords",
            TriggerKind = "manual",
            Data = JsonSerializer.SerializeToElement(new { decision_id = id, verdict, decided_by = "ann", artifact_id = artifact }),
        };
        ArtifactFact Made(string id, int at, params string[] parents) => _acme.Artifact(id, at: at, parents: parents) with { DerivationRunId = $"make-{id}", RunId = id == "article" ? "writing" : id == "style" ? null : "content" };
        return _acme.RecordAsync(new RecordLineage
        {
            Executions =
            [
                _acme.Execution("content", correlation: "task") with { RunId = "content" }, Step("make-profile", "content", 10), Step("make-competitors", "content", 20), Step("make-refused", "content", 25),
                Decision("decide-1", "deny", "refused", 28), Step("make-seeds", "content", 30), Decision("decide-2", "allow", "seeds", 35), Step("make-longtails", "content", 40),
                _acme.Execution("writing", parent: "content", correlation: "task", trigger: "child", at: 45) with { RunId = "writing" }, Step("make-article", "writing", 50),
                Decision("decide-3", "allow", "article", 90),
            ],
            Artifacts =
            [
                Made("profile", 11), Made("competitors", 21, "profile"), Made("refused", 26, "competitors") with { LifecycleState = "DELETED" }, Made("seeds", 31, "competitors"), Made("longtails", 41, "seeds"), Made("style", 42),
                Made("article", 51, "longtails", "style"),
            ],
        });
    }
}
