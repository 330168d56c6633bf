namespace IntentEngine.Client.Executions;

/// <summary>An execution between what it came from and what came of it.</summary>
/// <param name="Execution">The one asked for.</param>
/// <param name="Ancestors">From the root to the immediate parent.</param>
/// <param name="Descendants">Level by level.</param>
/// <param name="Siblings">Other executions of the same parent.</param>
/// <param name="Complete">Whether nothing known was left out.</param>
/// <param name="TruncatedBy">What left something out: <c>depth</c> or <c>nodes</c>. Null when complete.</param>
public sealed record ExecutionLineage(
    Execution Execution, IReadOnlyList<Execution> Ancestors, IReadOnlyList<Execution> Descendants, IReadOnlyList<Execution> Siblings, bool Complete, string? TruncatedBy = null);
