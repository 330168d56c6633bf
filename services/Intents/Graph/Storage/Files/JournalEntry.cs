using System.Text.Json;
using IntentEngine.Intents.Graph.Model;

namespace IntentEngine.Intents.Graph.Storage.Files;

/// <summary>One change as it stands in a journal.</summary>
internal sealed record JournalEntry
{
    /// <summary>Counts an organization's changes from 1; a snapshot names the last one it contains.</summary>
    public required long Sequence { get; init; }

    public IReadOnlyList<string> Deletes { get; init; } = [];

    /// <summary>Intents as they are afterwards, as the backend's <see cref="IIntentBodies"/> keeps them.</summary>
    public IReadOnlyList<JsonElement> Intents { get; init; } = [];

    public IReadOnlyList<IntentEdge> RemovedEdges { get; init; } = [];

    public IReadOnlyList<IntentEdge> Edges { get; init; } = [];

    public IReadOnlyList<StatusChange> History { get; init; } = [];
}
