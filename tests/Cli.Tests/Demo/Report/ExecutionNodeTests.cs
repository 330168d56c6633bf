using IntentEngine.Client.Executions;
using Shouldly;
using Xunit;

namespace IntentEngine.Cli.Demo.Report;

public sealed class ExecutionNodeTests
{
    [Fact]
    public void Executions_become_one_tree_with_steps_in_order()
    {
        var tree = ExecutionNode.Trees([Execution("late", "root", 9), Execution("early", "root", 1), Execution("below", "late", null), Execution("root", null, null)]).ShouldHaveSingleItem();
        tree.ExecutionId.ShouldBe("root");
        tree.Children.Select(child => child.ExecutionId).ShouldBe(["early", "late"]);
        tree.Children[1].Children.ShouldHaveSingleItem().ExecutionId.ShouldBe("below");
    }

    [Fact]
    public void An_execution_whose_parent_is_unknown_is_a_tree_of_its_own() =>
        ExecutionNode.Trees([Execution("root", null, null), Execution("orphan", "lost", null)]).Select(tree => tree.ExecutionId).ShouldBe(["root", "orphan"]);

    private static Execution Execution(string id, string? parent, int? step) =>
        new() { ExecutionId = id, CorrelationId = "c", ParentExecutionId = parent, TriggerKind = "child", Name = id, Status = "completed", StepNumber = step };
}
