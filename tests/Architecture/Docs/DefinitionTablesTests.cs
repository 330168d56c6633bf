using IntentEngine.Workflows.Definitions;

namespace IntentEngine.Architecture.Docs;

public sealed class DefinitionTablesTests
{
    [Fact]
    public void The_page_about_workflows_says_what_the_definitions_say()
    {
        Generated.CheckSection("docs/workflows.md", "content steps", DefinitionTables.Steps(ContentWorkflow.V1));
        Generated.CheckSection("docs/workflows.md", "content gates", DefinitionTables.Gates(ContentWorkflow.V1));
        Generated.CheckSection("docs/workflows.md", "article steps", DefinitionTables.Steps(ArticleWorkflow.V1));
        Generated.CheckSection("docs/workflows.md", "parse steps", DefinitionTables.Steps(ParseContentWorkflow.V1));
    }

    [Fact]
    public void A_changed_retry_changes_the_table()
    {
        var before = DefinitionTables.Steps(Definition(new RetryRule(1, Backoff.Linear, TimeSpan.FromSeconds(2))));
        before.ShouldContain("| `only` |  | 1, linear from 2 s | 2 min |  |");
        DefinitionTables.Steps(Definition(RetryRule.Never)).ShouldNotBe(before);
    }

    [Fact]
    public void The_example_of_a_refusal_is_a_real_gate()
    {
        var gate = ContentWorkflow.V1.Gates.Single(g => g.Id == "gate_seeds_approval_required");
        var page = Repository.Read("docs/workflows.md");
        page.ShouldContain($"\"error\": \"{gate.Message}\"");
        page.ShouldContain($"\"required_action\": \"{gate.RequiredAction}\"");
    }

    private static WorkflowDefinition Definition(RetryRule retry) => new("test", 1, [new() { Number = 0, Name = "only", Handler = "x", Retry = retry }], []);
}
