using IntentEngine.Intents.Graph.Model;

namespace IntentEngine.Intents.Graph.Storage;

/// <summary>Where intent graphs are kept. Every backend passes the same conformance suite (seed 001; spec semantics §1.5).</summary>
internal interface IGraphStore
{
    /// <summary><c>memory</c>, <c>file</c>, <c>archive</c>, <c>sqlite</c> or <c>postgres</c>.</summary>
    string Backend { get; }

    /// <summary>The intents of these ids that exist.</summary>
    Task<IReadOnlyDictionary<string, StorableIntent>> FindAsync(Guid organization, IReadOnlyCollection<string> ids, CancellationToken cancel);

    /// <summary>Intents that match, newest first, then by id; a page of at most <see cref="GraphFilter.Limit"/>.</summary>
    Task<IReadOnlyList<StorableIntent>> ListAsync(Guid organization, GraphFilter filter, CancellationToken cancel);

    /// <summary>Edges with either end among these ids, in a fixed order (from, to, type).</summary>
    Task<IReadOnlyList<IntentEdge>> EdgesOfAsync(Guid organization, IReadOnlyCollection<string> ids, CancellationToken cancel);

    /// <summary>An intent's history, oldest first.</summary>
    Task<IReadOnlyList<StatusChange>> HistoryAsync(Guid organization, string intentId, CancellationToken cancel);

    /// <summary>Writes a change whole. Durable when it returns, except in memory.</summary>
    /// <exception cref="GraphConflictException">An intent exists already, is missing, or changed since it was read; an edge's end is missing; an edge would close a cycle over DependsOn and IsSubgoalOf. Nothing was written.</exception>
    Task CommitAsync(Guid organization, GraphChanges changes, CancellationToken cancel);

    /// <summary>Everything of one organization, consistent in itself.</summary>
    Task<GraphContent> ExportAsync(Guid organization, CancellationToken cancel);

    /// <summary>Replaces everything of one organization, in one step. History of what was there stays where the backend keeps it.</summary>
    Task ReplaceAsync(Guid organization, GraphContent content, GraphChanges record, CancellationToken cancel);

    /// <summary>Whether the backend can be read and written. Null: healthy; else what is wrong.</summary>
    Task<string?> CheckAsync(CancellationToken cancel);
}
