using System.Runtime.CompilerServices;
using IntentEngine.Intents.Graph.Model;
using IntentEngine.Intents.Graph.Storage;

namespace IntentEngine.Intents.Graph.Search;

/// <summary>Reads a graph page by page, newest first, so that questions no index answers need little memory.</summary>
internal sealed class GraphScan(IGraphStore store)
{
    /// <summary>Most intents that one question reads; answers say when there were more.</summary>
    internal const int MostIntents = 100_000;

    private const int PageSize = 1000;

    /// <summary>Pages of what matches.</summary>
    public async IAsyncEnumerable<IReadOnlyList<StorableIntent>> Pages(Guid organization, GraphFilter filter, [EnumeratorCancellation] CancellationToken cancel)
    {
        (DateTimeOffset, string)? after = null;
        for (var read = 0; read < MostIntents; read += PageSize)
        {
            var page = await store.ListAsync(organization, filter with { After = after, Limit = PageSize }, cancel);
            if (page.Count > 0) yield return page;
            if (page.Count < PageSize) yield break;
            after = (page[^1].CreatedAt, page[^1].IntentId);
        }
    }
}
