using IntentEngine.Intents.Graph.Model;
using IntentEngine.Messaging.Database;

namespace IntentEngine.Intents.Graph.Storage;

/// <summary>One change to an organization's graph: all of it is written, with its history and its announcements, or nothing.</summary>
/// <remarks>Taken in this order: deletes, creates, updates, removed edges, edges, history. An id or an edge stands at most once in each list.</remarks>
internal sealed record GraphChanges
{
    /// <summary>Intents that must not exist yet.</summary>
    public IReadOnlyList<StorableIntent> Creates { get; init; } = [];

    /// <summary>Intents as they shall be; their <see cref="StorableIntent.Version"/> is one more than the version that was read.</summary>
    public IReadOnlyList<StorableIntent> Updates { get; init; } = [];

    /// <summary>Ids of intents to remove with all their edges; their history stays.</summary>
    public IReadOnlyList<string> Deletes { get; init; } = [];

    /// <summary>Edges to add, or to give a new weight and metadata; both ends must exist and differ.</summary>
    public IReadOnlyList<IntentEdge> Edges { get; init; } = [];

    /// <summary>Edges to remove, by (from, to, type); one that is not there is no conflict.</summary>
    public IReadOnlyList<IntentEdge> RemovedEdges { get; init; } = [];

    public IReadOnlyList<StatusChange> History { get; init; } = [];

    /// <summary>Facts for the broker, contract messages; sent after the change is durable. PostgreSQL writes them to its outbox in the change's transaction; the other backends can lose them when the process dies in between.</summary>
    public IReadOnlyList<object> Facts { get; init; } = [];

    /// <summary>The answer to keep under the request's idempotency key, with the change. Null: there is no key.</summary>
    public StoredReply? Reply { get; init; }
}
