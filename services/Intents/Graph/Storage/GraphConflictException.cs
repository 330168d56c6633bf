namespace IntentEngine.Intents.Graph.Storage;

/// <summary>Why a change was refused by what is stored.</summary>
internal enum GraphConflict
{
    Exists,
    Missing,
    Changed,
    Cycle,
}

/// <summary>A change that does not fit what is stored; nothing of it was written.</summary>
internal sealed class GraphConflictException(GraphConflict conflict, string id, string message) : Exception(message)
{
    public GraphConflict Conflict => conflict;

    /// <summary>The intent, or the edge as <c>from -> to</c>, that did not fit.</summary>
    public string Id => id;
}
