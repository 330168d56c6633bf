namespace IntentEngine.Lineage.OpenLineage.Graph;

/// <summary>Which way a graph is walked.</summary>
internal enum Direction
{
    /// <summary>Both, through any dataset that two jobs share, even one that both read: what Marquez does.</summary>
    Both,

    /// <summary>To what was read and who wrote it.</summary>
    Upstream,

    /// <summary>To what was written and who reads it.</summary>
    Downstream,
}
