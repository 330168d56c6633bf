namespace IntentEngine.Lineage.Executions;

/// <summary>An execution beyond which the answer does not go, though there is more: ask for its own lineage.</summary>
/// <param name="Id">The execution.</param>
/// <param name="UnexpandedChildren">How many of its children are on this page and those before not, counted up to 1000.</param>
/// <param name="UnexpandedParents">1 when its parent is known and not shown. Absent: 0.</param>
public sealed record FrontierNode(string Id, int UnexpandedChildren, int? UnexpandedParents = null);
