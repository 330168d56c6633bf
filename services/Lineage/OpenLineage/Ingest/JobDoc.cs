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

    /// <summary>Only runs of other jobs named it, as their parent.</summary>
    public bool Mentioned { get; set; }

    /// <summary>Adds that a run of another job names it as its parent. It counts until an event tells of the job itself.</summary>
    /// <returns>Whether anything was new.</returns>
    public bool Mention(LineageEvent child, bool first)
    {
        if (!first && !Mentioned) return false;
        Mentioned = true;
        FirstAt = first || child.Time < FirstAt ? child.Time : FirstAt;
        LastAt = first || child.Time > LastAt ? child.Time : LastAt;
        return true;
    }

    /// <summary>Adds one event, once.</summary>
    public void Merge(LineageEvent told, bool first)
    {
        first |= Mentioned;
        Mentioned = false;
        FirstAt = first || told.Time < FirstAt ? told.Time : FirstAt;
        LastAt = first || told.Time > LastAt ? told.Time : LastAt;
        var at = Stamp.Of(told);
        if (told.Parent?.Job is { } parent && parent != told.Job) Parent = Latest<NodeName>.Merge(Parent, at, parent);
        Facets.Merge(at, told.JobFacets);
    }
}
