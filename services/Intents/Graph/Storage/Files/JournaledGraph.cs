using IntentEngine.Intents.Graph.Model;
using Microsoft.Extensions.Logging;

namespace IntentEngine.Intents.Graph.Storage.Files;

/// <summary>One organization's graph: in memory for reads; on disk as a snapshot and the journal of changes since. The caller lets one writer in at a time.</summary>
internal sealed partial class JournaledGraph : IDisposable
{
    // Below this a new snapshot would save nothing.
    private const long SmallestCheckpoint = 1024 * 1024;

    private readonly Guid _organization;
    private readonly string _document;
    private readonly IIntentBodies _bodies;
    private readonly Journal _journal;
    private readonly ILogger _logger;
    private readonly Lock _lock = new();
    private readonly GraphState _state = new();
    private long _sequence;
    private long _checkpointAt = SmallestCheckpoint;

    private JournaledGraph(Guid organization, string document, IIntentBodies bodies, Journal journal, ILogger logger) =>
        (_organization, _document, _bodies, _journal, _logger) = (organization, document, bodies, journal, logger);

    /// <summary>Lets one writer in at a time.</summary>
    public SemaphoreSlim Writer { get; } = new(1);

    /// <summary>What keeps it from being written. Null: nothing.</summary>
    public string? Broken => _journal.Broken;

    /// <summary>Reads what is on disk, or begins with nothing.</summary>
    /// <exception cref="GraphStorageException">A file is damaged.</exception>
    public static JournaledGraph Open(Guid organization, string document, string journalFile, IIntentBodies bodies, ILogger logger)
    {
        var snapshot = File.Exists(document) ? Snapshot.Read(document, organization, bodies) : null;
        var (journal, entries, torn) = Journal.Open(journalFile);
        if (torn > 0) LogTorn(logger, journalFile, torn);
        var graph = new JournaledGraph(organization, document, bodies, journal, logger) { _sequence = snapshot?.Sequence ?? 0 };
        if (snapshot is not null)
        {
            graph._state.Replace(snapshot.Content, snapshot.History);
            graph._checkpointAt = Math.Max(SmallestCheckpoint, new FileInfo(document).Length);
        }

        try
        {
            // A crash between a snapshot and the clearing of the journal leaves entries that the snapshot contains.
            foreach (var entry in entries.Where(entry => entry.Sequence > (snapshot?.Sequence ?? 0))) graph.Replay(entry, journalFile);
        }
        catch (GraphStorageException)
        {
            graph.Dispose();
            throw;
        }

        return graph;
    }

    public T Read<T>(Func<GraphState, T> read)
    {
        lock (_lock) return read(_state);
    }

    /// <summary>Checks a change, writes it to the journal, then shows it to readers.</summary>
    public void Commit(GraphChanges changes)
    {
        // Only writers change the state, and there is one: no lock to look at it.
        _state.Check(changes);
        var entry = new JournalEntry
        {
            Sequence = _sequence + 1,
            Deletes = changes.Deletes,
            Intents = [.. changes.Creates.Concat(changes.Updates).Select(_bodies.Put)],
            RemovedEdges = changes.RemovedEdges,
            Edges = changes.Edges,
            History = changes.History,
        };
        _bodies.Flush();
        _journal.Append(entry);
        _sequence = entry.Sequence;
        lock (_lock) _state.Apply(changes);
        if (_journal.Length >= _checkpointAt) Checkpoint();
    }

    /// <summary>Replaces everything: the new snapshot is the change.</summary>
    public void Replace(GraphContent content, IReadOnlyList<StatusChange> history)
    {
        if (Broken is { } broken) throw new IOException(broken);
        GraphRules.Check(content);
        Write(content, [.. _state.History(), .. history], _sequence + 1);
        _sequence++;
        lock (_lock) _state.Replace(content, history);
        ClearJournal();
    }

    public void Dispose()
    {
        _journal.Dispose();
        Writer.Dispose();
    }

    private void Replay(JournalEntry entry, string file)
    {
        if (entry.Sequence != _sequence + 1)
            throw new GraphStorageException($"{file} continues with entry {entry.Sequence} where {_sequence + 1} was expected, so changes between are missing. Put the newest {Path.GetFileName(_document)} beside it, or restore a backup.");
        _state.Apply(new GraphChanges { Deletes = entry.Deletes, Creates = [.. entry.Intents.Select(_bodies.Get)], RemovedEdges = entry.RemovedEdges, Edges = entry.Edges, History = entry.History });
        _sequence = entry.Sequence;
    }

    // The change that brought it about is durable in the journal; a snapshot that fails is tried again later.
    private void Checkpoint()
    {
        try
        {
            Write(_state.Export(), _state.History(), _sequence);
            ClearJournal();
        }
        catch (IOException failure)
        {
            _checkpointAt = _journal.Length * 2;
            LogNoCheckpoint(_logger, failure, _document);
        }
    }

    private void Write(GraphContent content, IReadOnlyList<StatusChange> history, long sequence)
    {
        var bytes = new Snapshot { OrganizationId = _organization, Sequence = sequence, Content = content, History = history }.ToBytes(_bodies);
        DurableFile.Replace(_document, bytes);
        _checkpointAt = Math.Max(SmallestCheckpoint, bytes.Length);
    }

    private void ClearJournal()
    {
        try
        {
            _journal.Clear();
        }
        catch (IOException failure)
        {
            // Its entries are in the snapshot, which is known by their numbers.
            LogNoCheckpoint(_logger, failure, _document);
        }
    }

    [LoggerMessage(3601, LogLevel.Warning, "{Journal} ended with {Bytes} bytes of a change that a crash interrupted; nobody was told that it had succeeded. The bytes were put aside")]
    private static partial void LogTorn(ILogger logger, string journal, long bytes);

    [LoggerMessage(3602, LogLevel.Error, "The snapshot {Document} could not be renewed; changes are kept in its journal")]
    private static partial void LogNoCheckpoint(ILogger logger, Exception exception, string document);
}
