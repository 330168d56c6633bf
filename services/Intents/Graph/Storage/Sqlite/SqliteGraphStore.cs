using IntentEngine.Intents.Graph.Model;
using IntentEngine.Intents.Graph.Storage.Files;
using Microsoft.Data.Sqlite;

namespace IntentEngine.Intents.Graph.Storage.Sqlite;

/// <summary>Keeps graphs in one SQLite file, with a write-ahead log: one writer at a time, readers beside it. For embedded use.</summary>
internal sealed class SqliteGraphStore : IGraphStore, IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private readonly SqliteConnection _writer;
    private readonly string _connectionString;
    private readonly IGraphFacts _facts;

    static SqliteGraphStore() => SQLitePCL.Batteries_V2.Init();

    private SqliteGraphStore(SqliteConnection writer, IGraphFacts facts) => (_writer, _connectionString, _facts) = (writer, writer.ConnectionString, facts);

    public string Backend => "sqlite";

    /// <summary>Opens <c>graph.db</c> in a folder, or makes it.</summary>
    /// <exception cref="GraphStorageException">The file cannot be used, is another program's, or is damaged.</exception>
    public static SqliteGraphStore Open(string folder, IGraphFacts facts)
    {
        var path = Path.Combine(Path.GetFullPath(folder), "graph.db");
        SqliteConnection? writer = null;
        try
        {
            DurableFile.CreateFolder(Path.GetDirectoryName(path)!);
            writer = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path }.ConnectionString);
            writer.Open();
            SqliteSchema.MakeDurable(writer);
            SqliteSchema.Prepare(writer, path);
            return new SqliteGraphStore(writer, facts);
        }
        catch (Exception failure) when (failure is SqliteException or IOException or UnauthorizedAccessException)
        {
            Close(writer);
            throw new GraphStorageException($"{path} cannot be used for intent graphs: {failure.Message} It was left as it is. Put a good copy in its place, or choose another Intents:Graph:Folder.", failure);
        }
        catch (GraphStorageException)
        {
            Close(writer);
            throw;
        }
    }

    public Task<IReadOnlyDictionary<string, StorableIntent>> FindAsync(Guid organization, IReadOnlyCollection<string> ids, CancellationToken cancel) =>
        Read<IReadOnlyDictionary<string, StorableIntent>>(organization, graph => ids.Distinct().Select(graph.Find).OfType<StorableIntent>().ToDictionary(intent => intent.IntentId));

    public Task<IReadOnlyList<StorableIntent>> ListAsync(Guid organization, GraphFilter filter, CancellationToken cancel) =>
        Read<IReadOnlyList<StorableIntent>>(organization, graph => [.. graph.List(filter).Take(filter.Limit ?? int.MaxValue)]);

    public Task<IReadOnlyList<IntentEdge>> EdgesOfAsync(Guid organization, IReadOnlyCollection<string> ids, CancellationToken cancel) =>
        Read<IReadOnlyList<IntentEdge>>(organization, graph => [.. ids.Distinct().SelectMany(graph.EdgesOf).DistinctBy(EdgeKey.Of).Order(GraphOrder.Edges)]);

    public Task<IReadOnlyList<StatusChange>> HistoryAsync(Guid organization, string intentId, CancellationToken cancel) => Read<IReadOnlyList<StatusChange>>(organization, graph => [.. graph.HistoryOf(intentId)]);

    public Task<GraphContent> ExportAsync(Guid organization, CancellationToken cancel) =>
        Read(organization, graph => new GraphContent([.. graph.List(new GraphFilter())], [.. graph.Edges().Order(GraphOrder.Edges)]));

    public Task<IReadOnlyList<StatusChange>> ExportHistoryAsync(Guid organization, CancellationToken cancel) => Read<IReadOnlyList<StatusChange>>(organization, graph => [.. graph.History()]);

    public Task CommitAsync(Guid organization, GraphChanges changes, CancellationToken cancel)
    {
        var stored = StoredForm.Of(changes);
        return Write(organization, changes.Facts, graph =>
        {
            graph.Check(stored);
            graph.Apply(stored);
        }, cancel);
    }

    public Task ReplaceAsync(Guid organization, GraphContent content, GraphChanges record, CancellationToken cancel)
    {
        GraphRules.Check(content);
        var stored = StoredForm.Of(content);
        return Write(organization, record.Facts, graph =>
        {
            graph.Clear();
            graph.Apply(new GraphChanges { Creates = stored.Intents, Edges = stored.Edges, History = StoredForm.Of(record).History });
        }, cancel);
    }

    public Task<IReadOnlyList<Guid>> OrganizationsAsync(CancellationToken cancel)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = "select organization from intents union select organization from history";
        using var reader = command.ExecuteReader();
        var organizations = new List<Guid>();
        while (reader.Read()) organizations.Add(Guid.Parse(reader.GetString(0)));
        return Task.FromResult<IReadOnlyList<Guid>>([.. organizations.Order()]);
    }

    public async Task<string?> CheckAsync(CancellationToken cancel)
    {
        await _turn.WaitAsync(cancel);
        try
        {
            SqliteSchema.Run(_writer, "begin immediate; rollback;");
            return null;
        }
        catch (SqliteException failure)
        {
            return $"{_writer.DataSource} cannot be written: {failure.Message}";
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose()
    {
        Close(_writer);
        _turn.Dispose();
    }

    private Task<T> Read<T>(Guid organization, Func<SqliteGraph, T> read)
    {
        using var connection = Open();
        // One snapshot for all statements of a read.
        using var transaction = connection.BeginTransaction(deferred: true);
        return Task.FromResult(read(new SqliteGraph(connection, organization)));
    }

    private async Task Write(Guid organization, IReadOnlyList<object> facts, Action<SqliteGraph> write, CancellationToken cancel)
    {
        await _turn.WaitAsync(cancel);
        try
        {
            using var transaction = _writer.BeginTransaction();
            write(new SqliteGraph(_writer, organization));
            transaction.Commit();
        }
        finally
        {
            _turn.Release();
        }

        await _facts.SendAsync(organization, facts);
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(_connectionString);
        connection.Open();
        return connection;
    }

    // Pooled connections would keep the file open after the store is closed.
    private static void Close(SqliteConnection? connection)
    {
        if (connection is null) return;
        connection.Dispose();
        SqliteConnection.ClearPool(connection);
    }
}
