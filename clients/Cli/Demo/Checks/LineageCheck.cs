using System.Net;
using IntentEngine.Cli.Demo.Report;
using IntentEngine.Client;
using IntentEngine.Client.Artifacts;
using IntentEngine.Client.Executions;
using IntentEngine.Client.Workflows;

namespace IntentEngine.Cli.Demo.Checks;

/// <summary>Reads the lineage once it has caught up with the workflow, and judges whether it is whole.</summary>
internal sealed class LineageCheck(IntentEngineClient client, TimeProvider clock)
{
    private static readonly TimeSpan CatchesUpWithin = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    /// <summary>The lineage with everything that is wrong with it.</summary>
    public async Task<LineageFindings> ReadAsync(Workflow workflow, IReadOnlyList<WrittenArticle> articles, CancellationToken cancel)
    {
        var expected = await ExpectedAsync(workflow, articles, cancel);
        var since = clock.GetTimestamp();
        while (true)
        {
            var findings = await LookAsync(workflow, articles, expected, cancel);
            if (findings.Faults.Count == 0 || clock.GetElapsedTime(since) > CatchesUpWithin) return findings;
            await Task.Delay(Look, clock, cancel);
        }
    }

    /// <summary>What is wrong with the executions themselves.</summary>
    internal static IEnumerable<string> Faults(CorrelationChain chain, string root, IReadOnlyCollection<string> expected)
    {
        var known = chain.Executions.Select(e => e.ExecutionId).ToHashSet();
        if (chain.Executions.Count != chain.TotalExecutions) yield return $"lineage: {chain.TotalExecutions} executions, {chain.Executions.Count} are listed.";
        if (chain.RootExecutionIds is not [var only] || only != root) yield return $"lineage: expected the one root {root}; came {string.Join(", ", chain.RootExecutionIds)}.";
        foreach (var missing in expected.Where(id => !known.Contains(id))) yield return $"lineage: execution {missing} is missing.";
        foreach (var orphan in chain.Executions.Where(e => e.ParentExecutionId is { } parent && !known.Contains(parent))) yield return $"lineage: the parent of {orphan.Name} {orphan.ExecutionId} is missing.";
        foreach (var open in chain.Executions.Where(e => e.Status != "completed" && expected.Contains(e.ExecutionId))) yield return $"lineage: {open.Name} {open.ExecutionId} is {open.Status}.";
    }

    private async Task<HashSet<string>> ExpectedAsync(Workflow workflow, IReadOnlyList<WrittenArticle> articles, CancellationToken cancel)
    {
        var expected = new HashSet<string>();
        Add(workflow);
        foreach (var article in articles)
            Add(await client.Workflows.GetAsync(article.ArticleWorkflowId ?? throw new CommandException($"Article '{article.Title}' does not name the workflow that wrote it."), cancel));
        return expected;

        void Add(Workflow one)
        {
            expected.Add(one.Id.ToString());
            expected.UnionWith(one.Steps.Where(step => step.RunId is not null).Select(step => step.RunId!.Value.ToString()));
        }
    }

    private async Task<LineageFindings> LookAsync(Workflow workflow, IReadOnlyList<WrittenArticle> articles, HashSet<string> expected, CancellationToken cancel)
    {
        try
        {
            var root = workflow.Id.ToString();
            var chain = await client.Executions.CorrelationAsync(workflow.CorrelationId, cancel: cancel);
            var lineage = await client.Executions.LineageAsync(root, depth: 100, cancel);
            var origins = await OriginsAsync(articles, cancel);
            var profile = workflow.Steps.Single(step => step.StepNumber == 1).StepId.ToString();
            return new LineageFindings(chain.Executions, origins,
            [
                .. Faults(chain, root, expected),
                .. lineage.Complete && lineage.Descendants.Count == chain.TotalExecutions - 1 ? Array.Empty<string>() : [$"lineage: {lineage.Descendants.Count} descendants of the workflow are known, {chain.TotalExecutions - 1} expected."],
                .. articles.Where(a => !origins.TryGetValue(a.ArticleWorkflowId!.Value, out var o) || !o.Complete || o.Ancestors.All(x => x.ArtifactId != profile)).Select(a => $"lineage: article '{a.Title}' does not lead back to the customer profile."),
            ]);
        }
        catch (ProblemException unknown) when (unknown.Status == HttpStatusCode.NotFound)
        {
            return new LineageFindings([], new Dictionary<Guid, ArtifactLineage>(), [$"lineage: {unknown.Detail}"]);
        }
    }

    private async Task<Dictionary<Guid, ArtifactLineage>> OriginsAsync(IReadOnlyList<WrittenArticle> articles, CancellationToken cancel)
    {
        var origins = new Dictionary<Guid, ArtifactLineage>();
        foreach (var workflow in articles.Select(article => article.ArticleWorkflowId!.Value))
        {
            var texts = await client.ArtifactIndex.ListAsync("article", workflow.ToString(), cancel: cancel);
            if (texts.Items is [var text]) origins[workflow] = await client.ArtifactIndex.LineageAsync(text.ArtifactId, depth: 100, cancel);
        }

        return origins;
    }
}
