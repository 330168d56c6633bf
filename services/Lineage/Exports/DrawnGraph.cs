using IntentEngine.Lineage.OpenLineage;

namespace IntentEngine.Lineage.Exports;

/// <summary>The graph as pictures draw it: numbered nodes and arrows in the direction in which things came about.</summary>
internal sealed record DrawnGraph(IReadOnlyList<DrawnGraph.Node> Nodes, IReadOnlyList<DrawnGraph.Arrow> Arrows)
{
    /// <param name="Key">A short name, safe in every format.</param>
    /// <param name="Label">For people, as it is.</param>
    /// <param name="Status">Of an execution; null: a dataset.</param>
    internal sealed record Node(string Key, string Label, string? Status);

    /// <param name="From">Key.</param>
    /// <param name="To">Key.</param>
    /// <param name="Label">Why; null: data flows.</param>
    internal sealed record Arrow(string From, string To, string? Label);

    public static DrawnGraph Of(ExportGraph graph)
    {
        var executions = graph.Executions.Select((e, index) => (e.Id, Key: $"e{index}")).ToDictionary(e => e.Id, e => e.Key, StringComparer.Ordinal);
        var datasets = graph.Datasets.Select((d, index) => (d.Name, Key: $"d{index}")).ToDictionary(d => d.Name, d => d.Key);
        var flows = new List<Arrow>();
        foreach (var execution in graph.Executions)
            if (execution.ParentId is { } parent && executions.TryGetValue(parent, out var from))
                flows.Add(new Arrow(from, executions[execution.Id], execution.TriggerKind));
        flows.AddRange(graph.Used.Select(u => new Arrow(datasets[u.Dataset], executions[u.ExecutionId], null)));
        flows.AddRange(graph.Generated.Select(g => new Arrow(executions[g.ExecutionId], datasets[g.Dataset], null)));
        // Where the maker is not known, the derivation itself is the arrow.
        var made = graph.Generated.Select(g => g.Dataset).ToHashSet();
        flows.AddRange(graph.Derived.Where(d => !made.Contains(d.Child)).Select(d => new Arrow(datasets[d.Parent], datasets[d.Child], "derived")));
        return new DrawnGraph(
            [
                .. graph.Executions.Select(e => new Node(executions[e.Id], $"{e.Job.Name}\n{e.Status}", e.Status)),
                .. graph.Datasets.Select(d => new Node(datasets[d.Name], Label(d), null)),
            ],
            flows);
    }

    private static string Label(ExportGraph.Dataset dataset) => dataset.Type is { } type ? $"{type}\n{dataset.Name.Name}" : $"{dataset.Name.Name}\n{dataset.Name.Namespace}";
}
