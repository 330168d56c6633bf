using IntentEngine.Intents.Graph.Model;
using IntentEngine.Messaging.Database;

namespace IntentEngine.Intents.Graph.Storage;

/// <summary>One change to an organization's graph: all of it is written, with its history and its announcements, or nothing.</summary>
internal sealed record GraphChanges
{
    /// <summary>Intents that must not exist yet.</summary>
    public IReadOnlyList<StorableIntent> Creates { get; init; } = [];

    /// <summary>Intents as they shall be; their <see cref="StorableIntent.Version"/> is one more than the version that was read.</summary>
    public IReadOnlyList<StorableIntent> Updates { get; init; } = [];

    /// <summary>Ids of intents to remove with all their edges; their history stays.</summary>
    public IReadOnlyList<string> Deletes { get; init; } = [];

    /// <summary>Edges to add, or to give a new weight and metadata.</summary>
    public IReadOnlyList<IntentEdge> Edges { get; init; } = [];

    /// <summary>Edges to remove, by (from, to, type).</summary>
    public IReadOnlyList<IntentEdge> RemovedEdges { get; init; } = [];

    public IReadOnlyList<StatusChange> History { get; init; } = [];

    /// <summary>Facts for the broker, contract messages; sent after the change is durable.</summary>
    public IReadOnlyList<object> Facts { get; init; } = [];

    /// <summary>The answer to keep under the request's idempotency key, with the change. Null: there is no key.</summary>
    public StoredReply? Reply { get; init; }
}
