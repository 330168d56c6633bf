using IntentEngine.Intents.Graph.Storage.Archive;
using IntentEngine.Intents.Graph.Storage.Files;
using IntentEngine.Intents.Graph.Storage.Memory;
using IntentEngine.Intents.Graph.Storage.Postgres;
using IntentEngine.Intents.Graph.Storage.Sqlite;
using Microsoft.Extensions.Logging;

namespace IntentEngine.Intents.Graph.Storage.Opening;

/// <summary>The backend in use, and whether it is the one that was asked for. Decided once, at start: there is no switch later and no way back but a restart (spec semantics §1.5).</summary>
internal sealed partial class GraphStorage : IDisposable
{
    private GraphStorage(GraphBackend configured, IGraphStore store, string? fallbackReason) => (Configured, Store, FallbackReason) = (configured, store, fallbackReason);

    /// <summary>The backend that was asked for.</summary>
    public GraphBackend Configured { get; }

    public IGraphStore Store { get; }

    /// <summary>Why the configured backend could not be opened. Null: it is in use.</summary>
    public string? FallbackReason { get; }

    public bool IsDegraded => FallbackReason is not null;

    /// <summary>Opens the configured backend.</summary>
    /// <exception cref="GraphStorageException">It cannot be opened, and memory instead is not allowed.</exception>
    public static GraphStorage Open(GraphStorageSettings settings, IntentsDatabase database, IGraphFacts facts, ILogger<GraphStorage> logger)
    {
        if (settings.Backend == GraphBackend.Postgres) return new GraphStorage(settings.Backend, new PostgresGraphStore(database), null);
        try
        {
            return new GraphStorage(settings.Backend, Open(settings.Backend, settings.Folder, facts, logger), null);
        }
        catch (GraphStorageException refused) when (settings.FallbackToMemory)
        {
            LogFallback(logger, refused, settings.Backend);
            return new GraphStorage(settings.Backend, new MemoryGraphStore(facts), refused.Message);
        }
    }

    /// <summary>Opens a backend that is not the service's database.</summary>
    public static IGraphStore Open(GraphBackend backend, string? folder, IGraphFacts facts, ILogger logger) => backend switch
    {
        GraphBackend.Memory => new MemoryGraphStore(facts),
        GraphBackend.File => FolderGraphStore.Open(new SingleFileLayout(folder!), facts, logger),
        GraphBackend.Archive => FolderGraphStore.Open(new ArchiveLayout(folder!), facts, logger),
        GraphBackend.Sqlite => SqliteGraphStore.Open(folder!, facts),
        _ => throw new ArgumentOutOfRangeException(nameof(backend), backend, "Expected a backend that needs no database."),
    };

    public void Dispose() => (Store as IDisposable)?.Dispose();

    [LoggerMessage(3611, LogLevel.Critical, "The intent graph's backend {Backend} cannot be opened. Graphs are kept in memory and WILL BE LOST when this process ends; what was stored is not shown. Correct the reason and restart")]
    private static partial void LogFallback(ILogger logger, Exception reason, GraphBackend backend);
}
