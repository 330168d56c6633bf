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

    /// <summary>Runs that say what their job reads and writes: they name datasets, or completed, if only to say that there are none.</summary>
    public HashSet<string> RunsWithDatasets { get; } = new(StringComparer.Ordinal);

    /// <summary>Runs whose documents are new or changed; those of parents often are not.</summary>
    public HashSet<string> ChangedRuns { get; } = new(StringComparer.Ordinal);

    /// <summary>Jobs whose documents are new or changed.</summary>
    public HashSet<NodeName> ChangedJobs { get; } = [];

    /// <summary>When namespaces were named as those of parents. It counts whether the parents are known already or not, so that the order of events does not matter.</summary>
    public List<(string Namespace, DateTimeOffset At)> ParentNamespaces { get; } = [];

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
            ChangedJobs.Add(job);
        }

        if (told.Parent is { Job: { MayBeOwn: false } parentJob } parent && parent.RunId != told.RunId && !OwnRuns.Contains(parent.RunId)) AddParent(told, parent.RunId, parentJob);

        foreach (var input in told.Inputs) AddUse(told, run!, UseKey.Input, input);
        foreach (var output in told.Outputs) AddUse(told, run!, UseKey.Output, output);
        if (told.Dataset is { } alone) AddDataset(told, alone, written: false);
    }

    private void AddRun(LineageEvent told)
    {
        var run = Find(Runs, told.RunId!, out _);
        var before = run.Job?.Value;
        run.Merge(told);
        ChangedRuns.Add(told.RunId!);
        // A streaming job is told of in many events, and its last often names none.
        if (told.Type == "COMPLETE" && !told.IsStreaming) RunsWithDatasets.Add(told.RunId!);
        if (before is { } left && left != run.Job!.Value) LeftJobs.Add(left);
    }

    /// <summary>Who never tells of itself, such as a DAG of an older Airflow, is known by its children.</summary>
    private void AddParent(LineageEvent child, string runId, NodeName job)
    {
        ParentNamespaces.Add((job.Namespace, child.Time));
        if (Find(Jobs, job, out var first).Mention(child, first)) ChangedJobs.Add(job);
        var run = Find(Runs, runId, out _);
        var before = run.Job?.Value;
        if (!run.Mention(child, job)) return;
        ChangedRuns.Add(runId);
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
