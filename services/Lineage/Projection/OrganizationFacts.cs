using IntentEngine.Contracts.Lineage;

namespace IntentEngine.Lineage.Projection;

/// <summary>The facts of one organization in one message.</summary>
internal sealed record OrganizationFacts(Guid OrganizationId, IReadOnlyList<ExecutionFact> Executions, IReadOnlyList<ArtifactFact> Artifacts)
{
    public int Count => Executions.Count + Artifacts.Count;

    /// <summary>A message carries facts of several organizations; each is written under its own row-level security.</summary>
    public static IReadOnlyList<OrganizationFacts> Of(RecordLineage message)
    {
        var executions = message.Executions.ToLookup(fact => fact.OrganizationId);
        var artifacts = message.Artifacts.ToLookup(fact => fact.OrganizationId);
        return [.. executions.Select(group => group.Key)
            .Union(artifacts.Select(group => group.Key))
            .Select(id => new OrganizationFacts(id, [.. executions[id]], [.. artifacts[id]]))];
    }

    /// <summary>The newest fact of each execution, by (sequence, fact id), in order of id.</summary>
    public IReadOnlyList<ExecutionFact> NewestExecutions() => Newest(Executions, fact => fact.ExecutionId, fact => (fact.Sequence, fact.FactId));

    /// <summary>The newest fact of each artifact, by (sequence, fact id), in order of id.</summary>
    public IReadOnlyList<ArtifactFact> NewestArtifacts() => Newest(Artifacts, fact => fact.ArtifactId, fact => (fact.Sequence, fact.FactId));

    /// <summary>Two halves, to find the fact that cannot be written.</summary>
    public IEnumerable<OrganizationFacts> Halves()
    {
        if (Executions.Count > 0 && Artifacts.Count > 0)
            return [this with { Artifacts = [] }, this with { Executions = [] }];
        var (executions, artifacts) = (Executions.Count / 2, Artifacts.Count / 2);
        return
        [
            this with { Executions = [.. Executions.Take(executions)], Artifacts = [.. Artifacts.Take(artifacts)] },
            this with { Executions = [.. Executions.Skip(executions)], Artifacts = [.. Artifacts.Skip(artifacts)] },
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
