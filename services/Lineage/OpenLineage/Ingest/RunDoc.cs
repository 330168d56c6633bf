using IntentEngine.Lineage.OpenLineage.Wire;

namespace IntentEngine.Lineage.OpenLineage.Ingest;

/// <summary>What is known of a run: the fold of its events. Any order and repetition of the same events gives the same document.</summary>
internal sealed class RunDoc
{
    /// <summary>How many different events told of it; what the place of a fact in the execution's history is made of.</summary>
    public int Events { get; set; }

    public Latest<NodeName>? Job { get; set; }

    public Latest<string>? SentId { get; set; }

    public Latest<string>? Producer { get; set; }

    public DateTimeOffset FirstAt { get; set; }

    public DateTimeOffset LastAt { get; set; }

    /// <summary>The earliest START.</summary>
    public DateTimeOffset? StartedAt { get; set; }

    /// <summary>Whether START or RUNNING was told.</summary>
    public bool Running { get; set; }

    /// <summary>COMPLETE, FAIL or ABORT. What has ended does not run again, whatever comes; of several ends the last counts.</summary>
    public Latest<End>? Ended { get; set; }

    public Latest<LineageEvent.RunLink>? Parent { get; set; }

    public Latest<LineageEvent.RunLink>? Root { get; set; }

    public FacetMap Facets { get; set; } = [];

    /// <summary>How a run ended.</summary>
    /// <param name="Type">COMPLETE, FAIL or ABORT.</param>
    /// <param name="At">When.</param>
    public sealed record End(string Type, DateTimeOffset At);

    /// <summary>Adds one event, once.</summary>
    public void Merge(LineageEvent told)
    {
        var at = Stamp.Of(told);
        FirstAt = Events == 0 || told.Time < FirstAt ? told.Time : FirstAt;
        LastAt = Events == 0 || told.Time > LastAt ? told.Time : LastAt;
        Events++;
        Job = Latest<NodeName>.Merge(Job, at, told.Job!.Value);
        SentId = Latest<string>.Merge(SentId, at, told.SentRunId!);
        Producer = Latest<string>.Merge(Producer, at, told.Producer);
        if (told.Parent is { } parent) Parent = Latest<LineageEvent.RunLink>.Merge(Parent, at, parent);
        if (told.Root is { } root) Root = Latest<LineageEvent.RunLink>.Merge(Root, at, root);
        Facets.Merge(at, told.RunFacets);
        if (told.Type is "START" or "RUNNING") Running = true;
        if (told.Type is "START" && (StartedAt is null || told.Time < StartedAt)) StartedAt = told.Time;
        if (told.Type is "COMPLETE" or "FAIL" or "ABORT") Ended = Latest<End>.Merge(Ended, at, new End(told.Type, told.Time));
    }
}
