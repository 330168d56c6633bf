using IntentEngine.Hosting.Migrations;
using Shouldly;
using static IntentEngine.Lineage.SeedGraph;

namespace IntentEngine.Lineage.Executions;

/// <summary>The nine storage tests of seed 002, under its names, and that migrations can be taken back.</summary>
public sealed class ExecutionGraphStorageTests(LineageHost host)
{
    private readonly Organization _acme = host.NewOrganization();

    [Fact]
    public async Task Migration_version_tracking()
    {
        var migrator = Migrator(host.Options);
        await migrator.UpAsync(TestContext.Current.CancellationToken);

        new[] { (1, "executions"), (2, "artifact index"), (3, "execution queries"), (4, "event log"), (5, "openlineage"), (6, "failures"), (7, "crossings"), (9, "openlineage times") }.ShouldBeSubsetOf(await LineageVersionsAsync(migrator));
    }

    [Fact]
    public async Task Migrations_go_back_and_forth()
    {
        var migrator = Migrator(await host.NewDatabaseAsync("back_and_forth"));

        await migrator.UpAsync(TestContext.Current.CancellationToken);
        var all = (await LineageVersionsAsync(migrator)).ToList();
        await migrator.DownToAsync("lineage", 0, TestContext.Current.CancellationToken);
        (await LineageVersionsAsync(migrator)).ShouldBeEmpty();
        await migrator.UpAsync(TestContext.Current.CancellationToken);

        (await LineageVersionsAsync(migrator)).ShouldBe(all);
    }

    [Fact]
    public async Task Migration_adds_graph_fields()
    {
        var columns = await _acme.ScalarAsync<string[]>("select array_agg(column_name::text) from information_schema.columns where table_name = 'executions'");

        new[] { "correlation_id", "parent_execution_id", "trigger_kind", "run_id" }.ShouldBeSubsetOf(columns);
    }

    [Fact]
    public async Task Record_execution_with_graph_fields()
    {
        await _acme.RecordAsync(_acme.Execution("e", correlation: "c", parent: "p", trigger: "retry") with { RunId = "r" });

        (await _acme.ScalarAsync<string>("select concat_ws(' ', correlation_id, parent_execution_id, trigger_kind, run_id) from executions")).ShouldBe("c p retry r");
    }

    [Fact]
    public async Task Record_child_execution()
    {
        await _acme.RecordAsync(_acme.Execution("root", correlation: "c"), _acme.Execution("child", parent: "root", trigger: "child"));

        (await _acme.ScalarAsync<string>("select concat_ws(' ', parent_execution_id, correlation_id) from executions where execution_id = 'child'")).ShouldBe("root c");
    }

    [Fact]
    public async Task Get_execution_lineage()
    {
        await _acme.RecordAsync(Facts(_acme));

        var lineage = await _acme.GetAsync<ExecutionLineage>("/executions/exec_child1/lineage");

        lineage.Execution.ExecutionId.ShouldBe("exec_child1");
        lineage.Ancestors.Select(e => e.ExecutionId).ShouldBe(["exec_root"]);
        lineage.Descendants.Select(e => e.ExecutionId).ShouldBe(["exec_grandchild"]);
    }

    [Fact]
    public async Task Get_execution_lineage_with_siblings()
    {
        await _acme.RecordAsync(Facts(_acme));

        (await _acme.GetAsync<ExecutionLineage>("/executions/exec_child1/lineage")).Siblings.Select(e => (e.ExecutionId, e.TriggerKind)).ShouldBe([("exec_child2", "repair")]);
    }

    [Fact]
    public async Task List_executions_by_correlation()
    {
        await _acme.RecordAsync(Facts(_acme));
        await _acme.RecordAsync(_acme.Execution("stranger", correlation: "other"));

        (await _acme.GetAsync<CorrelationChain>("/executions/correlation/corr_abc123")).Executions.Select(e => e.ExecutionId)
            .ShouldBe(["exec_root", "exec_child1", "exec_child2", "exec_grandchild"]);
    }

    [Fact]
    public async Task Get_root_execution()
    {
        await _acme.RecordAsync(Facts(_acme));

        (await _acme.GetAsync<CorrelationChain>("/executions/correlation/corr_abc123")).RootExecutionId.ShouldBe("exec_root");
    }

    [Fact]
    public async Task Default_correlation_id()
    {
        await _acme.RecordAsync(_acme.Execution("alone"));

        (await _acme.GetAsync<ExecutionById.Response>("/executions/alone")).Execution.CorrelationId.ShouldBe("alone");
        (await _acme.GetAsync<CorrelationChain>("/executions/correlation/alone")).TotalExecutions.ShouldBe(1);
    }

    private static Migrator Migrator(Messaging.Database.DatabaseOptions options) => new(
        options,
        new MigrationSource("messaging", typeof(Messaging.Database.UnitOfWork).Assembly, "IntentEngine.Messaging.Migrations."),
        new MigrationSource("lineage", typeof(LineageService).Assembly, "IntentEngine.Lineage.Migrations."));

    private static async Task<IEnumerable<(int Version, string Description)>> LineageVersionsAsync(Migrator migrator) =>
        (await migrator.StatusAsync()).Where(m => m.Source == "lineage").OrderBy(m => m.Version).Select(m => (m.Version, m.Description));
}
