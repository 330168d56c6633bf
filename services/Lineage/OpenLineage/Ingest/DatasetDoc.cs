using IntentEngine.Lineage.OpenLineage.Wire;

namespace IntentEngine.Lineage.OpenLineage.Ingest;

/// <summary>What is known of a dataset: the fold of the events that name it.</summary>
internal sealed class DatasetDoc
{
    public DateTimeOffset FirstAt { get; set; }

    public DateTimeOffset LastAt { get; set; }

    /// <summary>When it was last written.</summary>
    public DateTimeOffset? WrittenAt { get; set; }

    public FacetMap Facets { get; set; } = [];

    /// <summary>Adds one event's mention, once; mentions of one event in their order.</summary>
    public void Merge(LineageEvent told, LineageEvent.DatasetLink link, bool written, bool first)
    {
        FirstAt = first || told.Time < FirstAt ? told.Time : FirstAt;
        LastAt = first || told.Time > LastAt ? told.Time : LastAt;
        if (written && (WrittenAt is null || told.Time > WrittenAt)) WrittenAt = told.Time;
        Facets.Merge(Stamp.Of(told), link.Facets);
    }
}
