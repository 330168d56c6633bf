using System.Collections.Concurrent;
using System.Text.Json;
using IntentEngine.Support;

namespace IntentEngine.EndToEnd.Driving;

/// <summary>Where the organization's workflows are, read through the API with one request for all of them.</summary>
internal sealed class WorkflowStates(EngineApi api) : IAsyncDisposable
{
    private const int PageSize = 200;
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(150);

    private readonly ConcurrentDictionary<Guid, State> _states = new();
    private readonly CancellationTokenSource _stop = new();
    private Task _reading = Task.CompletedTask;

    /// <summary>Begins to read.</summary>
    public void Start() => _reading = ReadUntilStopped();

    /// <summary>Waits until a workflow is at a step in a phase, or has ended.</summary>
    public Task<State> When(Guid id, string status, string phase, TimeSpan within) =>
        Eventually.Gives(() => Task.FromResult(_states.TryGetValue(id, out var s) && ((s.Status == status && s.Phase == phase) || s.HasEnded) ? s : null),
            $"workflow {id} is at {status} ({phase}); it is at {_states.GetValueOrDefault(id)}", within);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _reading;
        _stop.Dispose();
    }

    private async Task ReadUntilStopped()
    {
        while (!_stop.IsCancellationRequested)
        {
            for (var offset = 0; await ReadPage(offset); offset += PageSize) { }
            await Task.Delay(Every, TimeProvider.System, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<bool> ReadPage(int offset)
    {
        var answer = await api.Send(HttpMethod.Get, $"/api/intent-workflows?limit={PageSize}&offset={offset}");
        if (answer.Status != 200) return false;
        foreach (var w in answer.Json.GetProperty("workflows").EnumerateArray())
            _states[w.GetProperty("id").GetGuid()] = new State(w.GetProperty("status").GetString()!, w.GetProperty("phase").GetString()!);
        return answer.Json.GetProperty("has_more").ValueKind == JsonValueKind.True;
    }

    /// <summary>Where one workflow is.</summary>
    internal sealed record State(string Status, string Phase)
    {
        /// <summary>Whether nothing more will happen by itself.</summary>
        public bool HasEnded => Status is "completed" or "failed" or "cancelled";
    }
}
