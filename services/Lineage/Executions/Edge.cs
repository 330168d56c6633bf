namespace IntentEngine.Lineage.Executions;

/// <summary>An edge of the execution graph.</summary>
/// <param name="From">The parent.</param>
/// <param name="To">What came of it.</param>
/// <param name="Kind"><c>child</c>, <c>retry</c>, <c>repair</c>, or a newer word: a retry or a repair takes the place of its parent, a child is part of it.</param>
public sealed record Edge(string From, string To, string Kind);
