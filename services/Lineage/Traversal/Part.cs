namespace IntentEngine.Lineage.Traversal;

/// <summary>The parts of a lineage, in the order its pages list them.</summary>
internal enum Part
{
    /// <summary>What the start came from.</summary>
    Above = 0,

    /// <summary>What came of the start.</summary>
    Below = 1,

    /// <summary>What has the same parent as the start.</summary>
    Beside = 2,
}
