namespace IntentEngine.Lineage.Executions.Anomalies;

/// <summary>What can be wrong with an execution graph that was put together from what others told (specification: lineage §1, P8).</summary>
public enum AnomalyKind
{
    /// <summary>The parent is not known: not told yet, or never.</summary>
    Dangling,

    /// <summary>The execution is its own parent.</summary>
    Self,

    /// <summary>The parents run in a circle. Told once, of the member whose id is the smallest.</summary>
    Cycle,

    /// <summary>Two different facts were told of one place in the execution's history: one id may stand for two executions.</summary>
    Duplicate,

    /// <summary>Nobody in the correlation is without a parent, or came from another correlation. Told of its earliest execution.</summary>
    NoRoot,

    /// <summary>An earlier execution is the root of the same correlation: two tasks may have been given one correlation.</summary>
    SeveralRoots,

    /// <summary>A retry, a repair or a child that names no parent.</summary>
    Parentless,
}
