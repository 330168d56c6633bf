using System.Collections.Concurrent;
using System.Diagnostics;

namespace IntentEngine.EndToEnd.Driving;

/// <summary>Every change that was asked for and what its sender learned, after Jepsen: unknown may have happened, but never twice.</summary>
internal sealed class History
{
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly ConcurrentQueue<Operation> _operations = new();

    /// <summary>All of it, in order of their ends.</summary>
    public IReadOnlyCollection<Operation> Operations => _operations;

    /// <summary>Keys of what was asked, repeated or not.</summary>
    public int Asked(string kind) => _operations.Where(o => o.Kind == kind).Select(o => o.Key).Distinct().Count();

    /// <summary>How many requests ended so.</summary>
    public int Count(Outcome outcome) => _operations.Count(o => o.Outcome == outcome);

    /// <summary>Workflows that were promised with 2xx, by key.</summary>
    public ILookup<string, Guid> Accepted() =>
        _operations.Where(o => o is { Kind: "create", Outcome: Outcome.Ok }).Distinct().ToLookup(o => o.Key, o => o.WorkflowId!.Value);

    /// <summary>Repeats a request with the same key until its sender knows how it ended.</summary>
    public async Task<Answer> Persist(EngineApi api, string kind, HttpMethod method, string path, object body, Func<Answer, Guid?>? workflow = null)
    {
        var key = $"{kind}-{Guid.NewGuid():N}";
        var watch = Stopwatch.StartNew();
        while (true)
        {
            var sent = watch.Elapsed;
            var answer = await api.Send(method, path, body, key);
            _operations.Enqueue(new Operation(kind, key, answer.Outcome, answer.Status, answer.Outcome == Outcome.Ok ? workflow?.Invoke(answer) : null, watch.Elapsed - sent));
            if (answer.Outcome != Outcome.Unknown) return answer;
            if (watch.Elapsed > Patience) throw new TimeoutException($"{kind}: no answer in {Patience.TotalSeconds:0} s; the last one: {answer.Status} {answer.Body}");
            await Task.Delay(BetweenTries, TimeProvider.System);
        }
    }
}
