using IntentEngine.Contracts.Lineage;

namespace IntentEngine.Lineage.Projection;

/// <summary>The facts of one organization in one message.</summary>
internal sealed record OrganizationFacts(Guid OrganizationId, IReadOnlyList<ExecutionFact> Executions, IReadOnlyList<ArtifactFact> Artifacts)
{
    /// <summary>What happened during executions besides their states.</summary>
    public IReadOnlyList<ExecutionEvent> Events { get; init; } = [];

    public int Count => Executions.Count + Artifacts.Count + Events.Count;

    /// <summary>A message carries facts of several organizations; each is written under its own row-level security.</summary>
    public static IReadOnlyList<OrganizationFacts> Of(RecordLineage message)
    {
        var executions = message.Executions.ToLookup(fact => fact.OrganizationId);
        var artifacts = message.Artifacts.ToLookup(fact => fact.OrganizationId);
        var events = message.Events.ToLookup(told => told.OrganizationId);
        return [.. executions.Select(group => group.Key)
            .Union(artifacts.Select(group => group.Key))
            .Union(events.Select(group => group.Key))
            .Select(id => new OrganizationFacts(id, [.. executions[id]], [.. artifacts[id]]) { Events = [.. events[id]] })];
    }

    /// <summary>The newest fact of each execution, by (sequence, fact id), in order of id.</summary>
    public IReadOnlyList<ExecutionFact> NewestExecutions() => Newest(Executions, fact => fact.ExecutionId, fact => (fact.Sequence, fact.FactId));

    /// <summary>The newest fact of each artifact, by (sequence, fact id), in order of id.</summary>
    public IReadOnlyList<ArtifactFact> NewestArtifacts() => Newest(Artifacts, fact => fact.ArtifactId, fact => (fact.Sequence, fact.FactId));

    /// <summary>Parts, by kind or else by half, to find the fact that cannot be written.</summary>
    public IEnumerable<OrganizationFacts> Halves()
    {
        OrganizationFacts[] kinds = [this with { Artifacts = [], Events = [] }, this with { Executions = [], Events = [] }, this with { Executions = [], Artifacts = [] }];
        if (kinds.Count(kind => kind.Count > 0) > 1) return kinds.Where(kind => kind.Count > 0);
        var (executions, artifacts, events) = (Executions.Count / 2, Artifacts.Count / 2, Events.Count / 2);
        return
        [
            this with { Executions = [.. Executions.Take(executions)], Artifacts = [.. Artifacts.Take(artifacts)], Events = [.. Events.Take(events)] },
            this with { Executions = [.. Executions.Skip(executions)], Artifacts = [.. Artifacts.Skip(artifacts)], Events = [.. Events.Skip(events)] },
        ];
    }

    private static List<TFact> Newest<TFact>(IReadOnlyList<TFact> facts, Func<TFact, string> id, Func<TFact, (int, Guid)> age)
    {
        var newest = new Dictionary<string, TFact>(facts.Count, StringComparer.Ordinal);
        foreach (var fact in facts)
            if (!newest.TryGetValue(id(fact), out var known) || age(fact).CompareTo(age(known)) > 0)
                newest[id(fact)] = fact;
        var ordered = newest.Values.ToList();
        ordered.Sort((a, b) => string.CompareOrdinal(id(a), id(b)));
        return ordered;
    }
}
