using System.Collections.Concurrent;
using IntentEngine.Intents.Graph.Model;
using Microsoft.Extensions.Logging;

namespace IntentEngine.Intents.Graph.Storage.Files;

/// <summary>Keeps graphs in a folder that one process has to itself, and in memory for reads. Both file backends; they differ in where things stand (<see cref="FolderLayout"/>).</summary>
internal sealed class FolderGraphStore : IGraphStore, IDisposable
{
    private readonly FolderLayout _layout;
    private readonly IGraphFacts _facts;
    private readonly ILogger _logger;
    private readonly FolderLock _lock;
    private readonly ConcurrentDictionary<Guid, Lazy<JournaledGraph>> _graphs;

    private FolderGraphStore(FolderLayout layout, FolderLock held, IGraphFacts facts, ILogger logger)
    {
        (_layout, _lock, _facts, _logger) = (layout, held, facts, logger);
        _graphs = new(layout.Organizations().Select(organization => KeyValuePair.Create(organization, Opening(organization))));
    }

    public string Backend => _layout.Backend;

    /// <summary>Opens the folder, or makes it, and reads everything in it.</summary>
    /// <exception cref="GraphStorageException">It cannot be used, another process uses it, or a file in it is damaged.</exception>
    public static FolderGraphStore Open(FolderLayout layout, IGraphFacts facts, ILogger logger)
    {
        FolderGraphStore? store = null;
        try
        {
            DurableFile.CreateFolder(layout.Folder);
            store = new FolderGraphStore(layout, FolderLock.Take(layout.Folder), facts, logger);
            DurableFile.DeleteUnfinished(layout.Folder);
            foreach (var graph in store._graphs.Values) _ = graph.Value;
            return store;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            store?.Dispose();
            throw new GraphStorageException($"The folder {layout.Folder} cannot be used for intent graphs: {failure.Message} Give this user the right to write there, or choose another Intents:Graph:Folder.", failure);
        }
        catch (GraphStorageException)
        {
            store?.Dispose();
            throw;
        }
    }

    public Task<IReadOnlyDictionary<string, StorableIntent>> FindAsync(Guid organization, IReadOnlyCollection<string> ids, CancellationToken cancel) =>
        Read<IReadOnlyDictionary<string, StorableIntent>>(organization, graph => ids.Distinct().Select(graph.Find).OfType<StorableIntent>().ToDictionary(intent => intent.IntentId));

    public Task<IReadOnlyList<StorableIntent>> ListAsync(Guid organization, GraphFilter filter, CancellationToken cancel) => Read(organization, graph => graph.List(filter));

    public Task<IReadOnlyList<IntentEdge>> EdgesOfAsync(Guid organization, IReadOnlyCollection<string> ids, CancellationToken cancel) => Read(organization, graph => graph.EdgesOf(ids));

    public Task<IReadOnlyList<StatusChange>> HistoryAsync(Guid organization, string intentId, CancellationToken cancel) => Read(organization, graph => graph.HistoryOf(intentId));

    public Task<GraphContent> ExportAsync(Guid organization, CancellationToken cancel) => Read(organization, graph => graph.Export());

    public Task<IReadOnlyList<StatusChange>> ExportHistoryAsync(Guid organization, CancellationToken cancel) => Read(organization, graph => graph.History());

    public Task CommitAsync(Guid organization, GraphChanges changes, CancellationToken cancel)
    {
        var stored = StoredForm.Of(changes);
        return Write(organization, graph => graph.Commit(stored), changes.Facts, cancel);
    }

    public Task ReplaceAsync(Guid organization, GraphContent content, GraphChanges record, CancellationToken cancel) =>
        Write(organization, graph => graph.Replace(StoredForm.Of(content), StoredForm.Of(record).History), record.Facts, cancel);

    public Task<IReadOnlyList<Guid>> OrganizationsAsync(CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<Guid>>([.. _graphs.Where(g => !g.Value.Value.Read(graph => graph.IsEmpty)).Select(g => g.Key).Order()]);

    public Task<string?> CheckAsync(CancellationToken cancel)
    {
        if (_graphs.Values.Select(graph => graph.Value.Broken).FirstOrDefault(broken => broken is not null) is { } broken) return Task.FromResult<string?>(broken);
        try
        {
            var probe = Path.Combine(_layout.Folder, $"probe.tmp-{Environment.ProcessId}");
            File.WriteAllBytes(probe, []);
            File.Delete(probe);
            return Task.FromResult<string?>(null);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Task.FromResult<string?>($"The folder {_layout.Folder} cannot be written: {failure.Message}");
        }
    }

    public void Dispose()
    {
        foreach (var graph in _graphs.Values.Where(graph => graph.IsValueCreated)) graph.Value.Dispose();
        _lock.Dispose();
    }

    private Task<T> Read<T>(Guid organization, Func<GraphState, T> read) =>
        Task.FromResult(_graphs.TryGetValue(organization, out var graph) ? graph.Value.Read(read) : read(new GraphState()));

    private async Task Write(Guid organization, Action<JournaledGraph> write, IReadOnlyList<object> facts, CancellationToken cancel)
    {
        var graph = Graph(organization);
        await graph.Writer.WaitAsync(cancel);
        try
        {
            write(graph);
        }
        finally
        {
            graph.Writer.Release();
        }

        await _facts.SendAsync(organization, facts);
    }

    private JournaledGraph Graph(Guid organization)
    {
        var opening = _graphs.GetOrAdd(organization, Opening);
        try
        {
            return opening.Value;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // A failure must not be remembered: the next one may find room on the disk.
            _graphs.TryRemove(KeyValuePair.Create(organization, opening));
            throw;
        }
    }

    private Lazy<JournaledGraph> Opening(Guid organization) =>
        new(() => JournaledGraph.Open(organization, _layout.Document(organization), _layout.Journal(organization), _layout.Bodies(organization), _logger));
}
