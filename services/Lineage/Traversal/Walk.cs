namespace IntentEngine.Lineage.Traversal;

/// <summary>What one page of a walk found.</summary>
/// <param name="Nodes">Without the start, in the order of the walk.</param>
/// <param name="TruncatedBy">Null: nothing is missing after this page. Else which limit left something out.</param>
/// <param name="Unfinished">When something is missing: the nodes whose neighbours may be.</param>
/// <param name="Until">How far their neighbours were listed. Null: not at all.</param>
/// <param name="IsExhausted">Whether the walk itself gave up, so that there is no next page.</param>
internal sealed record Walk(IReadOnlyList<PlacedNode> Nodes, Limit? TruncatedBy, IReadOnlyList<Node> Unfinished, Position? Until = null, bool IsExhausted = false)
{
    /// <summary>Found nothing, missed nothing.</summary>
    public static Walk Nothing { get; } = new([], null, []);
}
