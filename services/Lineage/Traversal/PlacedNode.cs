namespace IntentEngine.Lineage.Traversal;

/// <summary>A node where a walk found it.</summary>
/// <param name="Node">The node.</param>
/// <param name="Depth">Steps from the start: negative above it, 0 beside it.</param>
internal readonly record struct PlacedNode(Node Node, int Depth);
