namespace IntentEngine.Lineage.Traversal;

/// <summary>What a walk needs of a node: who it is, where it stands in an order, and, for executions, its group and the edge above it.</summary>
/// <param name="Id">The execution or artifact.</param>
/// <param name="At">Orders nodes of a level, then the id does.</param>
/// <param name="Group">Correlation of an execution; null for artifacts.</param>
/// <param name="ParentId">Parent of an execution; null for artifacts, which may have several.</param>
/// <param name="EdgeKind">Kind of the edge from the parent; null for artifacts.</param>
internal sealed record Node(string Id, DateTimeOffset At, string? Group = null, string? ParentId = null, string? EdgeKind = null) : IComparable<Node>
{
    /// <summary>By time, then by id byte for byte, as the database orders them.</summary>
    public int CompareTo(Node? other) => other is null ? 1 : Compare(At, Id, other.At, other.Id);

    /// <summary>The same order for what is known of a node by a cursor.</summary>
    public bool IsAfter(DateTimeOffset at, string id) => Compare(At, Id, at, id) > 0;

    // UTF-16 orders characters beyond the first plane before some within it; UTF-8, and so the database, does not.
    private static int Compare(DateTimeOffset at, string id, DateTimeOffset otherAt, string otherId) =>
        at != otherAt ? at.CompareTo(otherAt) : Utf8Order.Compare(id, otherId);
}
