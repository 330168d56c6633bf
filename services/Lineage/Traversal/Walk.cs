namespace IntentEngine.Lineage.Traversal;

/// <summary>What a walk found.</summary>
/// <param name="Nodes">Without the start, in the order of the walk.</param>
/// <param name="TruncatedBy">Null: nothing is missing. Else which limit left something out.</param>
internal sealed record Walk(IReadOnlyList<Node> Nodes, Limit? TruncatedBy);
