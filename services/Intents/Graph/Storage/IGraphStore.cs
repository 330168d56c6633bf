using IntentEngine.Intents.Graph.Model;

namespace IntentEngine.Intents.Graph.Storage;

/// <summary>Where intent graphs are kept. Every backend passes the same conformance suite (seed 001; spec semantics §1.5).</summary>
internal interface IGraphStore
{
    /// <summary><c>memory</c>, <c>file</c>, <c>archive</c>, <c>sqlite</c> or <c>postgres</c>.</summary>
    string Backend { get; }

    /// <summary>The intents of these ids that exist.</summary>
    Task<IReadOnlyDictionary<string, StorableIntent>> FindAsync(Guid organization, IReadOnlyCollection<string> ids, CancellationToken cancel);

    /// <summary>Intents that match, newest first, those of one instant by id (<see cref="GraphOrder"/>); a page of at most <see cref="GraphFilter.Limit"/>.</summary>
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

    /// <summary>Replaces all intents and edges of one organization, in one step. The history of what was there stays.</summary>
    /// <param name="organization">Whose graph.</param>
    /// <param name="content">What shall be there instead.</param>
    /// <param name="record">History and facts of the replacement; its other lists are empty.</param>
    /// <param name="cancel">Gives up before anything is written.</param>
    /// <exception cref="GraphConflictException">The content does not hold together: an id twice, an edge without an end, or a cycle. Nothing was written.</exception>
    Task ReplaceAsync(Guid organization, GraphContent content, GraphChanges record, CancellationToken cancel);

    /// <summary>The history of every intent of one organization, deleted ones included, in the order it was written.</summary>
    Task<IReadOnlyList<StatusChange>> ExportHistoryAsync(Guid organization, CancellationToken cancel);

    /// <summary>The organizations that have anything here, in a fixed order.</summary>
    Task<IReadOnlyList<Guid>> OrganizationsAsync(CancellationToken cancel);

    /// <summary>Whether the backend can be read and written. Null: healthy; else what is wrong.</summary>
    Task<string?> CheckAsync(CancellationToken cancel);
}
