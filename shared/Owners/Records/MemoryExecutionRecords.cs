using System.Collections.Concurrent;
using System.Text.Json;

namespace IntentEngine.Owners.Records;

/// <summary>Records that die with the process: for tests, and for owners whose work does too.</summary>
/// <param name="clock">Time for expiry. Null: the system's.</param>
public sealed class MemoryExecutionRecords(TimeProvider? clock = null) : IExecutionRecords
{
    private readonly TimeProvider _clock = clock ?? TimeProvider.System;
    private readonly ConcurrentDictionary<string, ExecutionRecord> _records = new();

    /// <inheritdoc/>
    public Task<string> RegisterAsync(string subject, JsonElement payload, TimeSpan? timeToLive = null, CancellationToken cancel = default) =>
        Task.FromResult(Keep(NewRecord.Of(subject, payload, 1, timeToLive, _clock.GetUtcNow())));

    /// <inheritdoc/>
    public Task<string> RetryAsync(ExecutionRecord ended, TimeSpan? timeToLive = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(ended);
        return Task.FromResult(Keep(NewRecord.Of(ended.Subject, ended.Payload, ended.Attempt + 1, timeToLive, _clock.GetUtcNow())));
    }

    /// <inheritdoc/>
    public Task<bool> AdoptAsync(ExecutionRecord record, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(record);
        return Task.FromResult(_records.TryAdd(record.Token, record));
    }

    /// <inheritdoc/>
    public Task<ExecutionRecord?> ConsumeAsync(string token, CancellationToken cancel = default)
    {
        var found = _records.TryGetValue(token, out var record) && !IsOver(record) && _records.TryRemove(KeyValuePair.Create(token, record));
        return Task.FromResult(found ? record : null);
    }

    /// <inheritdoc/>
    public Task<int> RemoveAllAsync(string subject, CancellationToken cancel = default) =>
        Task.FromResult(_records.Where(pair => pair.Value.Subject == subject).Count(_records.TryRemove));

    /// <inheritdoc/>
    public Task<IReadOnlyList<ExecutionRecord>> ExpireAsync(int most = 100, CancellationToken cancel = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        return Task.FromResult<IReadOnlyList<ExecutionRecord>>(
            [.. _records.Where(pair => IsOver(pair.Value)).OrderBy(pair => pair.Value.ExpiresAt).Take(most).Where(_records.TryRemove).Select(pair => pair.Value)]);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<ExecutionRecord>> ListAsync(CancellationToken cancel = default) =>
        Task.FromResult<IReadOnlyList<ExecutionRecord>>([.. _records.Values.OrderBy(record => record.CreatedAt).ThenBy(record => record.Token, StringComparer.Ordinal)]);

    private string Keep(ExecutionRecord record)
    {
        _records[record.Token] = record;
        return record.Token;
    }

    private bool IsOver(ExecutionRecord record) => record.ExpiresAt <= _clock.GetUtcNow();
}
