namespace IntentEngine.Lineage.Executions.Anomalies;

/// <summary>An execution with what the database says of its surroundings.</summary>
/// <param name="Id">The execution.</param>
/// <param name="At">What it is ordered by.</param>
/// <param name="CorrelationId">Its correlation.</param>
/// <param name="ParentId">Its parent, known or not.</param>
/// <param name="Trigger">Why it runs.</param>
/// <param name="IsParentKnown">Whether the parent has a row.</param>
/// <param name="IsDuplicate">Whether two facts claim one place in its history.</param>
/// <param name="FirstRoot">Of a root: the earliest root of its correlation.</param>
/// <param name="IsRootless">Whether it is the earliest of a correlation without a root.</param>
internal sealed record Suspect(string Id, DateTimeOffset At, string CorrelationId, string? ParentId, string Trigger, bool IsParentKnown, bool IsDuplicate, string? FirstRoot, bool IsRootless)
{
    /// <summary>Everything wrong with it.</summary>
    /// <param name="cycle">The circle it stands for. Null: none.</param>
    public IEnumerable<Anomaly> Anomalies(IReadOnlyList<string>? cycle)
    {
        if (ParentId == Id) yield return Of(AnomalyKind.Self);
        else if (ParentId is not null && !IsParentKnown) yield return Of(AnomalyKind.Dangling);
        if (cycle is not null) yield return Of(AnomalyKind.Cycle) with { Others = cycle };
        if (IsDuplicate) yield return Of(AnomalyKind.Duplicate);
        if (IsRootless) yield return Of(AnomalyKind.NoRoot);
        if (FirstRoot is not null && FirstRoot != Id) yield return Of(AnomalyKind.SeveralRoots) with { Others = [FirstRoot] };
        if (ParentId is null && Trigger is "retry" or "repair" or "child") yield return Of(AnomalyKind.Parentless);
    }

    private Anomaly Of(AnomalyKind kind) => new() { Kind = kind, ExecutionId = Id, CorrelationId = CorrelationId, ParentExecutionId = ParentId };
}
