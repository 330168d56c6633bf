using IntentEngine.Intents.Graph.Changes;
using IntentEngine.Intents.Graph.Storage;
using IntentEngine.Intents.Graph.Subgraphs;

namespace IntentEngine.Intents.Graph.Export;

/// <summary>Reads what is to be drawn: the whole graph, or the subgraph of a root.</summary>
internal sealed class GraphExport(IGraphStore store, SubgraphCollection subgraphs)
{
    /// <summary>Most intents of one drawing.</summary>
    internal const int MostIntents = 5000;

    /// <summary>The graph to draw. Null root: all of it.</summary>
    public async Task<Outcome<ExportedGraph>> Read(Guid organization, string? root, CancellationToken cancel)
    {
        if (root is not null)
            return (await subgraphs.FromRoot(organization, root, cancel)).Select(file => ExportedGraph.Of(new GraphContent([.. file.Intents.Values], file.Edges)));
        // One more than is allowed tells whether there are more, without reading all of a large graph.
        var some = await store.ListAsync(organization, new GraphFilter { Limit = MostIntents + 1 }, cancel);
        if (some.Count > MostIntents) return new GraphRefusal(409, $"The graph has more than {MostIntents} intents; export the subgraph of a root (?root=ID), or back up the whole graph.");
        return ExportedGraph.Of(await store.ExportAsync(organization, cancel));
    }
}
