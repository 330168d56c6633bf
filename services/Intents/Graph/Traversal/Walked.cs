using IntentEngine.Intents.Graph.Model;

namespace IntentEngine.Intents.Graph.Traversal;

/// <summary>What a walk met.</summary>
/// <param name="Ids">Intents in order of discovery, the start first.</param>
/// <param name="Edges">Edges it took, each once, in order of discovery.</param>
/// <param name="Truncated">Whether there was more than it was allowed to visit.</param>
internal sealed record Walked(IReadOnlyList<string> Ids, IReadOnlyList<IntentEdge> Edges, bool Truncated);
