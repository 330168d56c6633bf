using System.Net;
using IntentEngine.Contracts.Lineage;
using IntentEngine.Lineage.Artifacts;
using IntentEngine.Lineage.Executions;
using IntentEngine.Lineage.Executions.Anomalies;
using Shouldly;

namespace IntentEngine.Lineage;

public sealed class IsolationTests(LineageHost host)
{
    private readonly Organization _acme = host.NewOrganization();
    private readonly Organization _bolt = host.NewOrganization();

    [Theory]
    [InlineData("/executions/exec_child1")]
    [InlineData("/executions/exec_child1/lineage")]
    [InlineData("/executions/exec_child1/events")]
    [InlineData("/executions/correlation/corr_abc123")]
    [InlineData("/api/executions/exec_child1")]
    [InlineData("/api/executions/exec_child1/lineage")]
    [InlineData("/api/executions/exec_child1/events")]
    [InlineData("/api/executions/correlation/corr_abc123")]
    [InlineData("/api/artifact-index/a")]
    [InlineData("/api/artifact-index/a/lineage")]
    [InlineData("/executions/exec_child1/path/exec_root")]
    [InlineData("/api/executions/exec_child1/path/exec_root")]
    [InlineData("/api/artifact-index/a/impact")]
    [InlineData("/api/artifact-index/a/proof")]
    public async Task Another_organization_finds_nothing_and_no_token_nothing_at_all(string path)
    {
        await _acme.RecordAsync(SeedGraph.Facts(_acme));
        await _acme.RecordAsync(_acme.Artifact("a"));

        (await _bolt.RefusalAsync(path)).Status.ShouldBe(HttpStatusCode.NotFound);
        using var anonymous = await host.Http.GetAsync(path);
        anonymous.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Lists_and_graphs_hold_only_ones_own_even_when_ids_are_shared()
    {
        await _acme.RecordAsync(_acme.Execution("root", correlation: "c"), _acme.Execution("acme", parent: "root", correlation: "c"));
        await _bolt.RecordAsync(_bolt.Execution("root", correlation: "c"), _bolt.Execution("bolt", parent: "root", correlation: "c"));
        await _acme.RecordAsync(_acme.Artifact("source"), _acme.Artifact("acme", parents: "source"));
        await _bolt.RecordAsync(_bolt.Artifact("bolt", parents: "source"));

        (await _bolt.GetAsync<ExecutionLineage>("/executions/root/lineage")).Descendants.Select(e => e.ExecutionId).ShouldBe(["bolt"]);
        (await _bolt.GetAsync<ExecutionList.Page>("/executions")).Total.ShouldBe(2);
        (await _bolt.GetAsync<ArtifactLineageById.Response>("/api/artifact-index/bolt/lineage")).Ancestors.ShouldBeEmpty();
        (await _acme.GetAsync<ArtifactLineageById.Response>("/api/artifact-index/source/lineage")).Descendants.Select(a => a.ArtifactId).ShouldBe(["acme"]);
    }

    /// <summary>Both tell the same chain of four, of which each has left out what the other told: whoever looks must find a gap, at whatever depth.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_link_that_only_another_organization_knows_connects_nothing_at_any_depth(int missing)
    {
        ExecutionFact[] Chain(Organization one) => [.. Enumerable.Range(0, 5).Select(i => one.Execution($"e{i}", parent: i == 0 ? null : $"e{i - 1}", correlation: "c", at: i))];
        ArtifactFact[] Artifacts(Organization one) => [.. Enumerable.Range(0, 5).Select(i => one.Artifact($"a{i}", at: i, parents: i == 0 ? [] : [$"a{i - 1}"]))];
        await _acme.RecordAsync(Chain(_acme));
        await _acme.RecordAsync(Artifacts(_acme));
        await _bolt.RecordAsync([.. Chain(_bolt).Where((_, i) => i != missing)]);
        await _bolt.RecordAsync([.. Artifacts(_bolt).Where((_, i) => i != missing)]);

        var (below, above) = (missing - 1, 4 - missing);
        (await _bolt.GetAsync<ExecutionLineage>("/executions/e0/lineage")).ShouldSatisfyAllConditions(l => l.Descendants.Count.ShouldBe(below), l => l.Complete.ShouldBeTrue());
        (await _bolt.GetAsync<ExecutionLineage>("/executions/e4/lineage")).Ancestors.Count.ShouldBe(above - 1);
        (await _bolt.GetAsync<ExecutionLineage>("/executions/e0/lineage?limit=1&direction=down")).Frontier.Count.ShouldBe(below > 1 ? 1 : 0);
        (await _bolt.GetAsync<ExecutionPath>("/executions/e0/path/e4")).Connected.ShouldBeFalse();
        (await _bolt.GetAsync<CorrelationChain>("/executions/correlation/c")).TotalExecutions.ShouldBe(4);
        (await _bolt.GetAsync<AnomalyPage>("/executions/anomalies")).Anomalies.ShouldHaveSingleItem().ExecutionId.ShouldBe($"e{missing + 1}");
        (await _bolt.GetAsync<ArtifactLineageById.Response>("/api/artifact-index/a0/lineage")).Descendants.Count.ShouldBe(below);
        (await _bolt.GetAsync<ImpactOfArtifact.Response>("/api/artifact-index/a0/impact")).Artifacts.Count.ShouldBe(below);
        (await _bolt.GetAsync<ProofOfArtifact.Response>("/api/artifact-index/a4/proof")).Artifacts.Count.ShouldBe(above - 1);
        (await _acme.GetAsync<ExecutionLineage>("/executions/e0/lineage")).Descendants.Count.ShouldBe(4);
        (await _acme.GetAsync<ProofOfArtifact.Response>("/api/artifact-index/a4/proof")).Artifacts.Count.ShouldBe(4);
    }

    [Theory, InlineData("executions"), InlineData("execution_events"), InlineData("artifact_index"), InlineData("artifact_edge")]
    public async Task Row_level_security_is_forced_and_nothing_may_be_erased_but_edges(string table)
    {
        (await _acme.ScalarAsync<bool>($"select relrowsecurity and relforcerowsecurity from pg_class where relname = '{table}'")).ShouldBeTrue();
        (await _acme.ScalarAsync<bool>($"select has_table_privilege('{table}', 'delete')")).ShouldBe(table == "artifact_edge");
    }
}
