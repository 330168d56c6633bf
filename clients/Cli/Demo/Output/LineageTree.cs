using IntentEngine.Cli.Demo.Checks;
using IntentEngine.Cli.Demo.Report;
using IntentEngine.Client.Workflows;
using Spectre.Console;

namespace IntentEngine.Cli.Demo.Output;

/// <summary>What came of what: executions as a tree, and what an article was made from.</summary>
internal static class LineageTree
{
    public static void Print(IAnsiConsole console, LineageFindings lineage, Workflow workflow, IReadOnlyList<WrittenArticle> articles)
    {
        Heading.Print(console, "Lineage");
        var names = articles.ToDictionary(article => article.ArticleWorkflowId.ToString()!, article => article.Title);
        names[workflow.Id.ToString()] = workflow.Name;
        foreach (var root in ExecutionNode.Trees(lineage.Executions))
        {
            var tree = new Tree(Label(root, names));
            foreach (var child in root.Children) Add(tree, child, names);
            console.Write(tree);
        }

        if (articles.Count > 0 && lineage.Origins.TryGetValue(articles[0].ArticleWorkflowId ?? Guid.Empty, out var origin))
            console.MarkupLineInterpolated($"'{articles[0].Title}' was made from: {string.Join(" ← ", origin.Ancestors.OrderByDescending(artifact => artifact.Lineage.Generation).Select(artifact => artifact.ArtifactType).Distinct())}");
    }

    private static void Add(IHasTreeNodes parent, ExecutionNode execution, Dictionary<string, string> names)
    {
        var node = parent.AddNode(Label(execution, names));
        foreach (var child in execution.Children) Add(node, child, names);
    }

    private static Markup Label(ExecutionNode execution, Dictionary<string, string> names)
    {
        var name = names.TryGetValue(execution.ExecutionId, out var title) ? $" '{title}'" : "";
        var attempt = execution.Attempt > 1 ? $", attempt {execution.Attempt}" : "";
        var duration = execution.DurationMs is { } ms ? $" {ms / 1000.0:0.0} s" : "";
        return Markup.FromInterpolated($"{execution.Name}{name} [{(execution.Status == "completed" ? "green" : "red")}]{execution.Status}[/]{duration}{attempt}");
    }
}
