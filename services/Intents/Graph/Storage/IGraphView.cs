using IntentEngine.Intents.Graph.Model;

namespace IntentEngine.Intents.Graph.Storage;

/// <summary>What the rules of a change need to see of a graph.</summary>
internal interface IGraphView
{
    /// <summary>An intent. Null: there is none of that id.</summary>
    StorableIntent? Find(string id);

    /// <summary>Keys of the edges at either end of an intent.</summary>
    IReadOnlyCollection<EdgeKey> KeysOf(string id);
}
