using System.Collections.Concurrent;
using IntentEngine.Intents.Graph.Model;

namespace IntentEngine.Intents.Graph.Storage.Memory;

/// <summary>Keeps graphs until the process ends: for tests, for trying things out, and as the fallback when another backend cannot be opened.</summary>
internal sealed class MemoryGraphStore(IGraphFacts facts) : IGraphStore
{
    private readonly ConcurrentDictionary<Guid, GraphState> _graphs = new();

    public string Backend => "memory";

    public Task<IReadOnlyDictionary<string, StorableIntent>> FindAsync(Guid organization, IReadOnlyCollection<string> ids, CancellationToken cancel) =>
        Read<IReadOnlyDictionary<string, StorableIntent>>(organization, graph => ids.Distinct().Select(graph.Find).OfType<StorableIntent>().ToDictionary(intent => intent.IntentId));

    public Task<IReadOnlyList<StorableIntent>> ListAsync(Guid organization, GraphFilter filter, CancellationToken cancel) => Read(organization, graph => graph.List(filter));

    public Task<IReadOnlyList<IntentEdge>> EdgesOfAsync(Guid organization, IReadOnlyCollection<string> ids, CancellationToken cancel) => Read(organization, graph => graph.EdgesOf(ids));

    public Task<IReadOnlyList<StatusChange>> HistoryAsync(Guid organization, string intentId, CancellationToken cancel) => Read(organization, graph => graph.HistoryOf(intentId));

    public Task<GraphContent> ExportAsync(Guid organization, CancellationToken cancel) => Read(organization, graph => graph.Export());

    public Task<IReadOnlyList<StatusChange>> ExportHistoryAsync(Guid organization, CancellationToken cancel) => Read(organization, graph => graph.History());

    public Task CommitAsync(Guid organization, GraphChanges changes, CancellationToken cancel) => Write(organization, changes, graph =>
    {
        var stored = StoredForm.Of(changes);
        graph.Check(stored);
        graph.Apply(stored);
    }, cancel);

    public Task ReplaceAsync(Guid organization, GraphContent content, GraphChanges record, CancellationToken cancel) => Write(organization, record, graph =>
    {
        GraphRules.Check(content);
        graph.Replace(StoredForm.Of(content), StoredForm.Of(record).History);
    }, cancel);

    public Task<IReadOnlyList<Guid>> OrganizationsAsync(CancellationToken cancel) => Task.FromResult<IReadOnlyList<Guid>>([.. _graphs.Where(g => !g.Value.IsEmpty).Select(g => g.Key).Order()]);

    public Task<string?> CheckAsync(CancellationToken cancel) => Task.FromResult<string?>(null);

    private Task<T> Read<T>(Guid organization, Func<GraphState, T> read)
    {
        if (!_graphs.TryGetValue(organization, out var graph)) return Task.FromResult(read(new GraphState()));
        lock (graph) return Task.FromResult(read(graph));
    }

    private Task Write(Guid organization, GraphChanges changes, Action<GraphState> write, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var graph = _graphs.GetOrAdd(organization, _ => new GraphState());
        lock (graph) write(graph);
        return facts.SendAsync(organization, changes.Facts);
    }
}
