using IntentEngine.Messaging.Database;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace IntentEngine.Hosting.Migrations;

/// <summary>Brings one database to the schema this program needs. Several instances may call it at once: one works, the others wait and find it done.</summary>
/// <remarks>Each file is one transaction. Sources run in the order given, the files of a source by version.</remarks>
public sealed partial class Migrator
{
    // One number for this product; advisory locks are per database.
    private const long LockKey = 0x496E74656E74;

    private readonly DatabaseOptions options;
    private readonly IReadOnlyList<(string Name, IReadOnlyList<MigrationFile> Files)> sources;
    private readonly DatabaseRoles roles;
    private readonly ILogger logger;

    /// <param name="options">Without <see cref="DatabaseOptions.Migrator"/> the schema is only verified.</param>
    /// <param name="sources">One or more, names unique.</param>
    /// <exception cref="MigrationException">A source is empty or its files are named wrongly.</exception>
    public Migrator(DatabaseOptions options, params MigrationSource[] sources) : this(options, NullLogger.Instance, sources) { }

    internal Migrator(DatabaseOptions options, ILogger logger, params MigrationSource[] sources)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(sources);
        if (sources.DistinctBy(s => s.Name).Count() != sources.Length)
            throw new MigrationException($"Migration sources need unique names; came {string.Join(", ", sources.Select(s => s.Name))}.");
        this.options = options;
        this.logger = logger;
        this.sources = [.. sources.Select(source => (source.Name, source.Read()))];
        roles = new DatabaseRoles(options);
    }

    /// <summary>Applies what is pending; with no migrator connection, verifies that nothing is.</summary>
    /// <exception cref="MigrationException">An applied file changed, a file failed, the schema is not current, or a role could bypass row-level security.</exception>
    public async Task UpAsync(CancellationToken cancel = default)
    {
        if (options.Migrator is null)
        {
            await VerifyAsync(cancel);
            return;
        }
        await LockedAsync(async connection =>
        {
            await roles.EnsureAsync(connection, cancel);
            await MigrationLedger.CreateAsync(connection, roles, cancel);
            var applied = await MigrationLedger.ReadAsync(connection, cancel);
            foreach (var file in sources.SelectMany(source => MigrationPlan.Pending(source.Files, applied)))
                await ApplyAsync(connection, file, file.Up, MigrationLedger.Add, cancel);
            await roles.CheckAsync(connection, cancel);
        }, cancel);
    }

    /// <summary>Takes files back, newest first, until <paramref name="version"/> is the last applied of <paramref name="source"/> (0: none).</summary>
    /// <exception cref="MigrationException">The source is unknown, there is no migrator connection, or a file has no way back; then nothing is changed.</exception>
    public async Task DownToAsync(string source, int version, CancellationToken cancel = default)
    {
        var files = sources.FirstOrDefault(s => s.Name == source).Files
            ?? throw new MigrationException($"Expected one of the sources {string.Join(", ", sources.Select(s => s.Name))}; came '{source}'.");
        if (options.Migrator is null) throw new MigrationException("Taking migrations back needs the Migrator connection string.");
        await LockedAsync(async connection =>
        {
            var applied = await MigrationLedger.ReadAsync(connection, cancel);
            foreach (var file in MigrationPlan.Back(source, version, files, applied))
                await ApplyAsync(connection, file, file.Down!, MigrationLedger.Remove, cancel);
        }, cancel);
    }

    /// <summary>What was applied, by source and version; empty for a new database.</summary>
    public async Task<IReadOnlyList<AppliedMigration>> StatusAsync(CancellationToken cancel = default)
    {
        await using var connection = await OpenAsync(options.Migrator ?? options.App, cancel);
        return await MigrationLedger.ReadAsync(connection, cancel);
    }

    private async Task VerifyAsync(CancellationToken cancel)
    {
        await using var connection = await OpenAsync(options.App, cancel);
        var applied = await MigrationLedger.ReadAsync(connection, cancel);
        var missing = sources.SelectMany(source => MigrationPlan.Pending(source.Files, applied)).ToArray();
        if (missing.Length > 0)
            throw new MigrationException(
                $"The schema is not current and this process has no Migrator connection. Missing: {string.Join(", ", missing.Select(m => m.ToString()))}. Start an instance with one first.");
        await roles.CheckAsync(connection, cancel);
    }

    private async Task LockedAsync(Func<NpgsqlConnection, Task> work, CancellationToken cancel)
    {
        await using var connection = await OpenAsync(options.Migrator!, cancel);
        await using (var take = new NpgsqlCommand($"select pg_advisory_lock({LockKey})", connection))
            await take.ExecuteNonQueryAsync(cancel);
        // Closing the connection gives the lock back, also when this process dies.
        await work(connection);
    }

    private async Task ApplyAsync(
        NpgsqlConnection connection, MigrationFile file, string sql,
        Func<MigrationFile, NpgsqlConnection, NpgsqlTransaction, NpgsqlCommand> record, CancellationToken cancel)
    {
        try
        {
            await using var transaction = await connection.BeginTransactionAsync(cancel);
            await using (var command = new NpgsqlCommand(roles.Fill(sql), connection, transaction))
                await command.ExecuteNonQueryAsync(cancel);
            await using (var note = record(file, connection, transaction))
                await note.ExecuteNonQueryAsync(cancel);
            await transaction.CommitAsync(cancel);
        }
        catch (PostgresException refusal)
        {
            throw new MigrationException($"Migration {file} failed and changed nothing: {refusal.SqlState} {refusal.MessageText}{At(refusal)}", refusal);
        }
        LogApplied(logger, file.Source, file.Version, file.Description, connection.Database);
    }

    private static string At(PostgresException refusal) =>
        refusal.Position > 0 && refusal.BatchCommand?.CommandText is { } sql
            ? $" near: {sql[Math.Max(0, refusal.Position - 1)..].Split('\n')[0]}"
            : "";

    // Not pooled and without time limits: a lock may have to be waited for, and an index takes as long as it takes.
    private static async Task<NpgsqlConnection> OpenAsync(string connectionString, CancellationToken cancel)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, CommandTimeout = 0 }.ConnectionString);
        try
        {
            await connection.OpenAsync(cancel);
            return connection;
        }
        catch (NpgsqlException failure)
        {
            await connection.DisposeAsync();
            throw new MigrationException($"Database '{connection.Database}' on {connection.Host}:{connection.Port} cannot be reached: {failure.Message}", failure);
        }
    }

    [LoggerMessage(1101, LogLevel.Information, "Migration {Source} {Version} ({Description}) done in {Database}")]
    private static partial void LogApplied(ILogger logger, string source, int version, string description, string database);
}
