using System.Text.Json;
using IntentEngine.Owners.Records;

namespace IntentEngine.Owners.Observing;

/// <summary>Passes everything on and tells of tokens that found nothing.</summary>
internal sealed class ObservedExecutionRecords(IExecutionRecords records, Action<string> stale) : IExecutionRecords
{
    public Task<string> RegisterAsync(string subject, JsonElement payload, TimeSpan? timeToLive = null, CancellationToken cancel = default) => records.RegisterAsync(subject, payload, timeToLive, cancel);

    public Task<string> RetryAsync(ExecutionRecord ended, TimeSpan? timeToLive = null, CancellationToken cancel = default) => records.RetryAsync(ended, timeToLive, cancel);

    public Task<bool> AdoptAsync(ExecutionRecord record, CancellationToken cancel = default) => records.AdoptAsync(record, cancel);

    public async Task<ExecutionRecord?> ConsumeAsync(string token, CancellationToken cancel = default)
    {
        var found = await records.ConsumeAsync(token, cancel);
        if (found is null) stale(token);
        return found;
    }

    public Task<int> RemoveAllAsync(string subject, CancellationToken cancel = default) => records.RemoveAllAsync(subject, cancel);

    public Task<IReadOnlyList<ExecutionRecord>> ExpireAsync(int most = 100, CancellationToken cancel = default) => records.ExpireAsync(most, cancel);

    public Task<IReadOnlyList<ExecutionRecord>> ListAsync(CancellationToken cancel = default) => records.ListAsync(cancel);
}
