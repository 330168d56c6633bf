using IntentEngine.Lineage.OpenLineage.Wire;

namespace IntentEngine.Lineage.OpenLineage.Ingest;

/// <summary>What is known of a job: the fold of the events that name it.</summary>
internal sealed class JobDoc
{
    public DateTimeOffset FirstAt { get; set; }

    public DateTimeOffset LastAt { get; set; }

    /// <summary>The job that runs it, as the newest run says that names one.</summary>
    public Latest<NodeName>? Parent { get; set; }

    public FacetMap Facets { get; set; } = [];

    /// <summary>Adds one event, once.</summary>
    public void Merge(LineageEvent told, bool first)
    {
        FirstAt = first || told.Time < FirstAt ? told.Time : FirstAt;
        LastAt = first || told.Time > LastAt ? told.Time : LastAt;
        var at = Stamp.Of(told);
        if (told.Parent?.Job is { } parent && parent != told.Job) Parent = Latest<NodeName>.Merge(Parent, at, parent);
        Facets.Merge(at, told.JobFacets);
    }
}
