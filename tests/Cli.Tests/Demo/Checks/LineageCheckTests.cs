using IntentEngine.Client.Executions;
using Shouldly;
using Xunit;

namespace IntentEngine.Cli.Demo.Checks;

public sealed class LineageCheckTests
{
    private static readonly string[] Expected = ["root", "step"];

    [Fact]
    public void A_whole_lineage_has_no_faults() => Faults(Chain()).ShouldBeEmpty();

    [Fact]
    public void A_missing_execution_is_a_fault() =>
        Faults(Chain() with { Executions = [Execution("root", null)], TotalExecutions = 1 }).ShouldHaveSingleItem().ShouldContain("step is missing");

    [Fact]
    public void An_execution_whose_parent_is_missing_is_a_fault() =>
        Faults(Chain() with { Executions = [Execution("root", null), Execution("step", "lost")] }).ShouldHaveSingleItem().ShouldContain("parent");

    [Fact]
    public void An_execution_that_has_not_ended_is_a_fault() =>
        Faults(Chain() with { Executions = [Execution("root", null), Execution("step", "root") with { Status = "running" }] }).ShouldHaveSingleItem().ShouldContain("running");

    [Fact]
    public void A_second_root_is_a_fault() => Faults(Chain() with { RootExecutionIds = ["root", "other"] }).ShouldHaveSingleItem().ShouldContain("other");

    [Fact]
    public void A_list_that_was_cut_is_a_fault() => Faults(Chain() with { TotalExecutions = 3 }).ShouldHaveSingleItem().ShouldContain("3 executions");

    private static List<string> Faults(CorrelationChain chain) => [.. LineageCheck.Faults(chain, "root", Expected)];

    private static CorrelationChain Chain() => new("c", 2, "root", ["root"], [Execution("root", null), Execution("step", "root")]);

    private static Execution Execution(string id, string? parent) =>
        new() { ExecutionId = id, CorrelationId = "c", ParentExecutionId = parent, TriggerKind = "child", Name = id, Status = "completed" };
}
