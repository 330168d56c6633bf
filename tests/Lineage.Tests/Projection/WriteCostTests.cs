using IntentEngine.Contracts.Lineage;
using Npgsql;
using Shouldly;

namespace IntentEngine.Lineage.Projection;

/// <summary>P16: writing an edge reads the new node's neighbours, never the graph it is attached to.</summary>
public sealed class WriteCostTests(LineageHost host)
{
    private const string Reads = """
        (select coalesce(sum(seq_tup_read + coalesce(idx_tup_fetch, 0)), 0) from pg_stat_xact_user_tables where relname in ('executions', 'artifact_index', 'artifact_edge') or relname like 'execution\_events%' or relname like 'artifact\_events%')
        """;

    [Fact]
    public async Task A_leaf_costs_the_same_in_a_small_and_in_a_large_graph()
    {
        var small = await ReadsOfOneMoreAsync(20);
        var large = await ReadsOfOneMoreAsync(1200);

        large.ShouldBeLessThanOrEqualTo(small + 10);
        large.ShouldBeLessThan(60);
    }

    private async Task<long> ReadsOfOneMoreAsync(int nodes)
    {
        var organization = host.NewOrganization();
        foreach (var some in Enumerable.Range(0, nodes).Chunk(100))
            await organization.RecordAsync(new RecordLineage
            {
                // A fan under one root and a chain at once: the new leaf has siblings and ancestors by the hundred.
                Executions = [.. some.Select(i => organization.Execution($"e{i}", parent: i == 0 ? null : i % 2 == 0 ? "e0" : $"e{i - 1}", correlation: i == 0 ? "c" : null))],
                Artifacts = [.. some.Select(i => organization.Artifact($"a{i}", parents: i == 0 ? [] : i > 300 ? ["a0"] : [$"a{i - 1}"]))],
            });
        await using (var owner = host.Superuser(host.Options))
        await using (var analyze = owner.CreateCommand("analyze executions; analyze artifact_index; analyze artifact_edge; analyze execution_events; analyze artifact_events"))
            await analyze.ExecuteNonQueryAsync();

        return await CountAsync(organization, new OrganizationFacts(
            organization.Id,
            [organization.Execution("leaf", parent: $"e{nodes - 1}"), organization.Execution("sibling", parent: "e0", correlation: "c")],
            [organization.Artifact("leaf", parents: [$"a{Math.Min(nodes, 300) - 1}", "a0"])]));
    }

    // What the transaction has read is known within it alone; the number comes out as a refusal, and nothing is kept.
    private async Task<long> CountAsync(Organization organization, OrganizationFacts facts)
    {
        var unit = host.Service<LineageDatabase>().Begin(organization.Id);
        unit.Add($"select set_config('test.reads', ({Reads})::text, true)");
        unit.WriteFacts(facts);
        unit.Add($"do $$ begin raise exception '%', {Reads} - current_setting('test.reads')::bigint using errcode = 'P0016'; end $$");
        var refusal = await Should.ThrowAsync<PostgresException>(() => unit.CommitAsync());
        refusal.SqlState.ShouldBe("P0016", refusal.MessageText);
        return long.Parse(refusal.MessageText, null);
    }
}
