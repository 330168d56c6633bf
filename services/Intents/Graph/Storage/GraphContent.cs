using IntentEngine.Intents.Graph.Model;

namespace IntentEngine.Intents.Graph.Storage;

/// <summary>An organization's whole graph.</summary>
internal sealed record GraphContent(IReadOnlyList<StorableIntent> Intents, IReadOnlyList<IntentEdge> Edges);
