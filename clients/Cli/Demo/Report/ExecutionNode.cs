using IntentEngine.Client.Executions;

namespace IntentEngine.Cli.Demo.Report;

/// <summary>An execution with what came of it.</summary>
internal sealed record ExecutionNode(string ExecutionId, string Name, string Status, string TriggerKind, string? RunId, int Attempt, long? DurationMs, IReadOnlyList<ExecutionNode> Children)
{
    /// <summary>The trees below executions whose parent is not among <paramref name="executions"/>; one tree when the lineage is whole.</summary>
    public static IReadOnlyList<ExecutionNode> Trees(IReadOnlyList<Execution> executions)
    {
        var known = executions.Select(e => e.ExecutionId).ToHashSet();
        var children = executions.Where(e => e.ParentExecutionId is not null).ToLookup(e => e.ParentExecutionId!);
        return [.. executions.Where(e => e.ParentExecutionId is null || !known.Contains(e.ParentExecutionId)).Select(e => Of(e, children))];
    }

    private static ExecutionNode Of(Execution e, ILookup<string, Execution> children) =>
        new(e.ExecutionId, e.Name, e.Status, e.TriggerKind, e.RunId, e.Attempt, e.DurationMs, [.. children[e.ExecutionId].OrderBy(c => c.StepNumber ?? int.MaxValue).ThenBy(c => c.StartedAt).ThenBy(c => c.ExecutionId, StringComparer.Ordinal).Select(c => Of(c, children))]);
}
