using System.Text.Json.Serialization;
using IntentEngine.Lineage.OpenLineage.Wire;

namespace IntentEngine.Lineage.OpenLineage.Ingest;

/// <summary>What is known of a run: the fold of its events. Any order and repetition of the same events gives the same document.</summary>
internal sealed class RunDoc
{
    /// <summary>How many different events told of it; what the place of a fact in the execution's history is made of. 0: only its children named it.</summary>
    public int Events { get; set; }

    public Latest<NodeName>? Job { get; set; }

    public Latest<string>? SentId { get; set; }

    public Latest<string>? Producer { get; set; }

    public DateTimeOffset FirstAt { get; set; }

    public DateTimeOffset LastAt { get; set; }

    /// <summary>The earliest START.</summary>
    public DateTimeOffset? StartedAt { get; set; }

    /// <summary>The earliest RUNNING: when it had started at the latest, if no START was told.</summary>
    public DateTimeOffset? RunningAt { get; set; }

    /// <summary>When it started, as far as is known.</summary>
    [JsonIgnore]
    public DateTimeOffset? BeganAt => StartedAt ?? RunningAt;

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

    /// <summary>Adds what a child says of it: that it exists, of which job, and that it had started. It counts until the run tells of itself.</summary>
    /// <returns>Whether anything was new.</returns>
    public bool Mention(LineageEvent child, NodeName job)
    {
        if (Events > 0) return false;
        FirstAt = Job is null || child.Time < FirstAt ? child.Time : FirstAt;
        LastAt = Job is null || child.Time > LastAt ? child.Time : LastAt;
        Job = Latest<NodeName>.Merge(Job, Stamp.Of(child), job);
        Running = true;
        RunningAt = FirstAt;
        return true;
    }

    /// <summary>Adds one event, once.</summary>
    public void Merge(LineageEvent told)
    {
        var at = Stamp.Of(told);
        if (Events == 0) (Job, Running, RunningAt) = (null, false, null);
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
        if (told.Type is "RUNNING" && (RunningAt is null || told.Time < RunningAt)) RunningAt = told.Time;
        if (told.Type is "START" && (StartedAt is null || told.Time < StartedAt)) StartedAt = told.Time;
        if (told.Type is "COMPLETE" or "FAIL" or "ABORT") Ended = Latest<End>.Merge(Ended, at, new End(told.Type, told.Time));
    }
}
