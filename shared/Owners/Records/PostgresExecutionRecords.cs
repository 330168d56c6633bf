using System.Text.Json;
using Npgsql;

namespace IntentEngine.Owners.Records;

/// <summary>Records in PostgreSQL: they outlive restarts of the owner and of the engine.</summary>
/// <remarks>Single use is the row itself: of two who delete it, one gets it back. Each call is one round trip and one transaction, or part of the caller's (<see cref="Within"/>).</remarks>
public sealed class PostgresExecutionRecords : IExecutionRecords
{
    private readonly NpgsqlDataSource? _database;
    private readonly NpgsqlTransaction? _transaction;
    private readonly ExecutionStatements _statements;
    private readonly TimeProvider _clock;

    /// <summary>The records of <paramref name="owner"/> in one organization.</summary>
    /// <param name="database">A database with the table of <see cref="ExecutionRecordsTable"/>.</param>
    /// <param name="organizationId">Whose records.</param>
    /// <param name="owner">Name of the owner, as registered with the engine.</param>
    /// <param name="clock">Time for expiry. Null: the system's.</param>
    public PostgresExecutionRecords(NpgsqlDataSource database, Guid organizationId, string owner, TimeProvider? clock = null)
        : this(database, null, new ExecutionStatements(organizationId, owner), clock ?? TimeProvider.System) => ArgumentNullException.ThrowIfNull(database);

    private PostgresExecutionRecords(NpgsqlDataSource? database, NpgsqlTransaction? transaction, ExecutionStatements statements, TimeProvider clock) =>
        (_database, _transaction, _statements, _clock) = (database, transaction, statements, clock);

    /// <summary>The same records inside the caller's transaction: what is registered or consumed commits or rolls back with it. Not thread-safe.</summary>
    public IExecutionRecords Within(NpgsqlTransaction transaction)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        return new PostgresExecutionRecords(null, transaction, _statements, _clock);
    }

    /// <inheritdoc/>
    public async Task<string> RegisterAsync(string subject, JsonElement payload, TimeSpan? timeToLive = null, CancellationToken cancel = default) =>
        await Keep(_statements.Register(subject, payload, _clock.GetUtcNow(), timeToLive), cancel);

    /// <inheritdoc/>
    public async Task<string> RetryAsync(ExecutionRecord ended, TimeSpan? timeToLive = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(ended);
        return await Keep(_statements.Register(ended.Subject, ended.Payload, _clock.GetUtcNow(), timeToLive, ended.Attempt + 1), cancel);
    }

    /// <inheritdoc/>
    public async Task<bool> AdoptAsync(ExecutionRecord record, CancellationToken cancel = default) => (await Run(_statements.Store(record), cancel)).Affected == 1;

    /// <inheritdoc/>
    public async Task<ExecutionRecord?> ConsumeAsync(string token, CancellationToken cancel = default) =>
        (await Run(_statements.Consume(token, _clock.GetUtcNow()), cancel)).Records.SingleOrDefault();

    /// <inheritdoc/>
    public async Task<int> RemoveAllAsync(string subject, CancellationToken cancel = default) => (await Run(_statements.RemoveAll(subject), cancel)).Affected;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ExecutionRecord>> ExpireAsync(int most = 100, CancellationToken cancel = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        return (await Run(_statements.Expire(_clock.GetUtcNow(), most), cancel)).Records;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ExecutionRecord>> ListAsync(CancellationToken cancel = default) => (await Run(_statements.List(), cancel)).Records;

    private async Task<string> Keep((ExecutionRecord Record, ExecutionStatement Statement) made, CancellationToken cancel)
    {
        await Run(made.Statement, cancel);
        return made.Record.Token;
    }

    private async Task<(IReadOnlyList<ExecutionRecord> Records, int Affected)> Run(ExecutionStatement statement, CancellationToken cancel)
    {
        await using var own = _database is null ? null : await _database.OpenConnectionAsync(cancel);
        await using var batch = new NpgsqlBatch(own ?? _transaction!.Connection, _transaction);
        batch.BatchCommands.Add(_statements.Enter().Command());
        batch.BatchCommands.Add(statement.Command());
        await using var reader = await batch.ExecuteReaderAsync(cancel);
        await reader.NextResultAsync(cancel);
        var records = new List<ExecutionRecord>();
        while (await reader.ReadAsync(cancel)) records.Add(ExecutionStatements.Read(reader));
        // A batch's own count adds up all statements; ours is the second.
        await reader.CloseAsync();
        return (records, (int)batch.BatchCommands[1].RecordsAffected);
    }
}
