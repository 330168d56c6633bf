using System.Net;
using IntentEngine.Lineage.Artifacts;
using IntentEngine.Lineage.Executions;
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

    [Theory, InlineData("executions"), InlineData("execution_events"), InlineData("artifact_index"), InlineData("artifact_edge")]
    public async Task Row_level_security_is_forced_and_nothing_may_be_erased_but_edges(string table)
    {
        (await _acme.ScalarAsync<bool>($"select relrowsecurity and relforcerowsecurity from pg_class where relname = '{table}'")).ShouldBeTrue();
        (await _acme.ScalarAsync<bool>($"select has_table_privilege('{table}', 'delete')")).ShouldBe(table == "artifact_edge");
    }
}
