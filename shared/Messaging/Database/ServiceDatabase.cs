using IntentEngine.Messaging.Outbox;
using Npgsql;

namespace IntentEngine.Messaging.Database;

/// <summary>One service's own PostgreSQL database: a pool for requests and consumers, a pool for background work, and its outbox.</summary>
/// <remarks>
/// Each service derives a type of its own, so that one process can hold several services without mixing their databases.
/// Pools never set session state: the organization is set inside the transaction, by the first statement of the same batch
/// (specification: reliability §4.4), which is why connections need no reset when they return to the pool.
/// </remarks>
public abstract class ServiceDatabase : IAsyncDisposable
{
    private const string ServerLimits = "-c statement_timeout=10s -c lock_timeout=5s -c idle_in_transaction_session_timeout=10s -c jit=off";

    private readonly OutboxDispatcher _dispatcher;

    /// <summary>Opens the pools; connects on first use.</summary>
    protected ServiceDatabase(string service, DatabaseOptions options, OutboxDispatcher dispatcher, TimeProvider clock)
    {
        Service = service;
        Options = options;
        Clock = clock;
        _dispatcher = dispatcher;
        var commits = options.ConcurrentCommits ?? Math.Max(4, 3 * Environment.ProcessorCount);
        Turns = new SemaphoreSlim(commits);
        Commits = Open(options.App, service, "commits", commits);
        App = Open(options.App, service, "app", 48);
        Worker = Open(options.Worker, service, "worker", 8);
    }

    /// <summary>Name of the service, lower case.</summary>
    public string Service { get; }

    /// <summary>The three connection strings.</summary>
    public DatabaseOptions Options { get; }

    /// <summary>Pool of the application role: sees only the organization set in its transaction.</summary>
    public NpgsqlDataSource App { get; }

    /// <summary>Pool of the background role: sees the tables whose policy names it, across organizations.</summary>
    public NpgsqlDataSource Worker { get; }

    /// <summary>Whether what was just committed is published without MassTransit where the broker is RabbitMQ: cheaper, for services that publish very much. Default false.</summary>
    public virtual bool PublishesDirectly => false;

    /// <summary>Time for due times and stamps.</summary>
    public TimeProvider Clock { get; }

    /// <summary>Pool of the application role for changes alone: a pool hands out its connections in rotation, and a backend that also serves reads, or one of many, finds its caches cold.</summary>
    internal NpgsqlDataSource Commits { get; }

    /// <summary>Turns at committing; waiting for one has no time limit, unlike waiting for a connection.</summary>
    internal SemaphoreSlim Turns { get; }

    /// <summary>Starts collecting what one change writes and sends for <paramref name="organizationId"/>. Nothing reaches the database before its commit.</summary>
    /// <exception cref="ArgumentException">The organization is the empty id, which is nobody's.</exception>
    public UnitOfWork Begin(Guid organizationId) => organizationId == Guid.Empty
        ? throw new ArgumentException("Expected the id of an organization; came the empty one. Set organization_id.", nameof(organizationId))
        : new UnitOfWork(this, _dispatcher, organizationId);

    /// <summary>Reads with the organization set in the same round trip; <paramref name="read"/> gets the reader at the query's own result.</summary>
    public async Task<T> ReadAsync<T>(Guid organizationId, string sql, IReadOnlyList<NpgsqlParameter> parameters, Func<NpgsqlDataReader, Task<T>> read, CancellationToken cancel)
    {
        await using var connection = await App.OpenConnectionAsync(cancel);
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(OrganizationSetting.Command(organizationId));
        var query = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters) query.Parameters.Add(parameter);
        batch.BatchCommands.Add(query);
        await using var reader = await batch.ExecuteReaderAsync(cancel);
        await reader.NextResultAsync(cancel);
        return await read(reader);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await Worker.DisposeAsync();
        await Commits.DisposeAsync();
        Turns.Dispose();
        GC.SuppressFinalize(this);
    }

    private static NpgsqlDataSource Open(string connectionString, string service, string role, int defaultPoolSize)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString)
        {
            ApplicationName = $"intent-engine/{service}/{role}",
            MaxAutoPrepare = 64,
            AutoPrepareMinUsages = 2,
            NoResetOnClose = true,
            // What a batch of changes writes is a hundred kilobytes: in larger pieces it takes fewer system calls.
            WriteBufferSize = 32 * 1024,
            ReadBufferSize = 32 * 1024,
            KeepAlive = 10,
            Timeout = 5,
            CommandTimeout = 15,
            IncludeErrorDetail = false,
        };
        if (!connectionString.Contains("Pool Size", StringComparison.OrdinalIgnoreCase)) settings.MaxPoolSize = defaultPoolSize;
        settings.Options = string.IsNullOrEmpty(settings.Options) ? ServerLimits : $"{settings.Options} {ServerLimits}";
        return new NpgsqlDataSourceBuilder(settings.ConnectionString).Build();
    }
}
