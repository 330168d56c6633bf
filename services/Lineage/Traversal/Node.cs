namespace IntentEngine.Lineage.Traversal;

/// <summary>What a walk needs of a node: who it is, where it stands in an order, and, for executions, its group.</summary>
/// <param name="Id">The execution or artifact.</param>
/// <param name="At">Orders nodes of a level, then the id does.</param>
/// <param name="Group">Correlation of an execution; null for artifacts.</param>
/// <param name="ParentId">Parent of an execution; null for artifacts, which may have several.</param>
internal sealed record Node(string Id, DateTimeOffset At, string? Group = null, string? ParentId = null) : IComparable<Node>
{
    /// <summary>By time, then by id byte for byte, as the database orders them.</summary>
    public int CompareTo(Node? other) =>
        other is null ? 1
        : At != other.At ? At.CompareTo(other.At)
        : string.CompareOrdinal(Id, other.Id);
}
