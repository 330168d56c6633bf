namespace IntentEngine.Lineage.Executions;

/// <summary>Which way a lineage is followed.</summary>
internal enum Direction
{
    /// <summary>Up, down and to the siblings.</summary>
    Both,

    /// <summary>To what it came from.</summary>
    Up,

    /// <summary>To what came of it.</summary>
    Down,
}
