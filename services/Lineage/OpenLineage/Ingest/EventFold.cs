using IntentEngine.Lineage.OpenLineage.Wire;

namespace IntentEngine.Lineage.OpenLineage.Ingest;

/// <summary>The documents that some events touch, before and after them.</summary>
internal sealed class EventFold
{
    public Dictionary<string, RunDoc> Runs { get; } = new(StringComparer.Ordinal);

    public Dictionary<NodeName, JobDoc> Jobs { get; } = [];

    public Dictionary<NodeName, DatasetDoc> Datasets { get; } = [];

    public Dictionary<UseKey, UseDoc> Uses { get; } = [];

    /// <summary>Runs of our own services, whose state is theirs to tell.</summary>
    public HashSet<string> OwnRuns { get; } = new(StringComparer.Ordinal);

    /// <summary>Runs that had datasets before.</summary>
    public HashSet<string> RunsWithDatasets { get; } = new(StringComparer.Ordinal);

    /// <summary>Jobs that runs belonged to before their newest event said otherwise.</summary>
    public HashSet<NodeName> LeftJobs { get; } = [];

    /// <summary>Adds an event that was not added before.</summary>
    public void Add(LineageEvent told)
    {
        var run = told.Kind switch
        {
            EventKind.Run => told.RunId!,
            EventKind.Job => UseKey.Declaration(told.Hash),
            _ => null,
        };
        if (told.Kind == EventKind.Run) AddRun(told);
        if (told.Job is { } job)
        {
            var doc = Find(Jobs, job, out var first);
            doc.Merge(told, first);
        }

        foreach (var input in told.Inputs) AddUse(told, run!, UseKey.Input, input);
        foreach (var output in told.Outputs) AddUse(told, run!, UseKey.Output, output);
        if (told.Dataset is { } alone) AddDataset(told, alone, written: false);
    }

    private void AddRun(LineageEvent told)
    {
        var run = Find(Runs, told.RunId!, out _);
        var before = run.Job?.Value;
        run.Merge(told);
        if (before is { } left && left != run.Job!.Value) LeftJobs.Add(left);
    }

    private void AddUse(LineageEvent told, string run, string io, LineageEvent.DatasetLink link)
    {
        RunsWithDatasets.Add(run);
        Find(Uses, new UseKey(run, io, link.Name), out _).Merge(told, link);
        AddDataset(told, link, written: io == UseKey.Output && told.Kind == EventKind.Run);
    }

    private void AddDataset(LineageEvent told, LineageEvent.DatasetLink link, bool written)
    {
        var doc = Find(Datasets, link.Name, out var first);
        doc.Merge(told, link, written, first);
    }

    private static TDoc Find<TKey, TDoc>(Dictionary<TKey, TDoc> docs, TKey key, out bool first) where TKey : notnull where TDoc : new()
    {
        first = !docs.TryGetValue(key, out var doc);
        if (first) docs[key] = doc = new TDoc();
        return doc!;
    }
}
