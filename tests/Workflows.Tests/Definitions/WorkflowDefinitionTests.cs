namespace IntentEngine.Workflows.Definitions;

public sealed class WorkflowDefinitionTests
{
    [Fact]
    public void Steps_are_numbered_from_zero_in_order() =>
        Should.Throw<ArgumentException>(() => new WorkflowDefinition("odd", 1, [Step(0), Step(2)], []))
            .Message.ShouldBe("Definition 'odd': step at position 1 is numbered 2; steps are numbered 0, 1, 2 … in order.");

    [Fact]
    public void A_step_that_neither_works_nor_asks_would_never_end() =>
        Should.Throw<ArgumentException>(() => new WorkflowDefinition("idle", 1, [new() { Number = 0, Name = "step_0" }], []))
            .Message.ShouldContain("step 0 has neither a handler nor an approval");

    [Fact]
    public void A_definition_has_steps() =>
        Should.Throw<ArgumentException>(() => new WorkflowDefinition("empty", 1, [], [])).Message.ShouldContain("has no steps");

    [Fact]
    public void The_status_after_a_step_is_the_next_one_or_the_end()
    {
        var definition = new WorkflowDefinition("two", 1, [Step(0), Step(1)], []);

        (definition.StatusAfter(0), definition.StatusAfter(1), definition.LastStep).ShouldBe(("step_1", "completed", 1));
    }

    [Fact]
    public void A_running_workflow_keeps_its_version_and_a_new_one_takes_the_newest()
    {
        var (first, second) = (new WorkflowDefinition("content", 1, [Step(0)], []), new WorkflowDefinition("content", 2, [Step(0)], []));
        var definitions = new WorkflowDefinitions([second, first, ArticleWorkflow.V1]);

        definitions.Get("content", 1).ShouldBeSameAs(first);
        definitions.Newest("content").ShouldBeSameAs(second);
    }

    [Fact]
    public void An_unknown_version_says_which_ones_are_known() =>
        Should.Throw<InvalidOperationException>(() => new WorkflowDefinitions([ContentWorkflow.V1]).Get("content", 7)).Message.ShouldContain("known are content v1");

    [Fact]
    public void An_unknown_name_is_refused() =>
        Should.Throw<InvalidOperationException>(() => new WorkflowDefinitions([ContentWorkflow.V1]).Newest("contents")).Message.ShouldContain("'contents'");

    private static StepDefinition Step(int number) => new() { Number = number, Name = $"step_{number}", Handler = "any" };
}
