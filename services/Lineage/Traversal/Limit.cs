namespace IntentEngine.Lineage.Traversal;

/// <summary>Why an answer is not complete.</summary>
public enum Limit
{
    /// <summary>There is more beyond the depth asked for.</summary>
    Depth,

    /// <summary>There are more nodes than one answer holds.</summary>
    Nodes,
}
