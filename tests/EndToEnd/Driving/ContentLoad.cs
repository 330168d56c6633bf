using System.Collections.Concurrent;
using System.Diagnostics;
using IntentEngine.EndToEnd.Clusters;

namespace IntentEngine.EndToEnd.Driving;

/// <summary>A bounded load: content workflows that are created, approved at both gates and followed to their articles, a few at a time.</summary>
/// <remarks>Every fifth is left at its first gate, because waiting for a person must survive too.</remarks>
internal sealed class ContentLoad : IAsyncDisposable
{
    private const int LeftWaiting = 5;
    private static readonly TimeSpan StepPatience = TimeSpan.FromMinutes(3);

    private readonly EngineApi _api;
    private readonly WorkflowStates _states;
    private readonly ConcurrentDictionary<Guid, int> _approved = new();
    private int _started;

    /// <summary>A load for an organization of its own.</summary>
    public ContentLoad(Cluster cluster)
    {
        _api = Organization.ApiOf(cluster, OrganizationId);
        _states = new WorkflowStates(_api);
    }

    /// <summary>Whose workflows these are.</summary>
    public Guid OrganizationId { get; } = Guid.NewGuid();

    /// <summary>What was asked and answered.</summary>
    public History History { get; } = new();

    /// <summary>How many articles were approved, by workflow.</summary>
    public IReadOnlyDictionary<Guid, int> Approved => _approved;

    /// <summary>Workflows left to wait for a person.</summary>
    public ConcurrentBag<Guid> Waiting { get; } = [];

    /// <summary>Time from the first request to the end, of completed workflows.</summary>
    public ConcurrentBag<TimeSpan> Durations { get; } = [];

    /// <summary>Runs workflows, <paramref name="atOnce"/> at a time, until there were enough and <paramref name="enough"/> is completed.</summary>
    public async Task Run(int atLeast, int atMost, int atOnce, Task enough)
    {
        _states.Start();
        await Task.WhenAll(Enumerable.Range(0, atOnce).Select(async _ =>
        {
            for (var n = Interlocked.Increment(ref _started); n <= atMost && (n <= atLeast || !enough.IsCompleted); n = Interlocked.Increment(ref _started)) await RunOne(n);
        }));
    }

    public async ValueTask DisposeAsync()
    {
        await _states.DisposeAsync();
        _api.Dispose();
    }

    private async Task RunOne(int number)
    {
        var watch = Stopwatch.StartNew();
        var created = await History.Persist(_api, "create", HttpMethod.Post, "/api/intent-workflows", ContentRequest.Create($"Run {number}"), a => a.Json.GetProperty("id").GetGuid());
        if (created.Outcome != Outcome.Ok) throw new InvalidOperationException($"A workflow was refused: {created.Status} {created.Body}");
        var id = created.Json.GetProperty("id").GetGuid();
        if (!await Reaches(id, "step_3_seeds")) return;
        if (number % LeftWaiting == 0)
        {
            Waiting.Add(id);
            return;
        }

        await Approve(id, new { approval_type = "seed_keywords" });
        if (!await Reaches(id, "step_8_approval")) return;
        var chosen = await FirstSubtopic(id);
        _approved[id] = 1;
        await Approve(id, new { approval_type = "subtopics", approved_items = new[] { chosen } });
        await _states.When(id, "completed", "completed", StepPatience);
        Durations.Add(watch.Elapsed);
    }

    private async Task<bool> Reaches(Guid id, string status) => (await _states.When(id, status, "awaiting_approval", StepPatience)).Status == status;

    private async Task Approve(Guid id, object decision)
    {
        var answer = await History.Persist(_api, "approve", HttpMethod.Post, $"/api/intent-workflows/{id}/approve", decision);
        if (answer.Outcome != Outcome.Ok) throw new InvalidOperationException($"An approval of {id} was refused: {answer.Status} {answer.Body}");
    }

    private async Task<Guid> FirstSubtopic(Guid id)
    {
        Answer answer;
        do answer = await _api.Send(HttpMethod.Get, $"/api/intent-workflows/{id}");
        while (answer.Outcome == Outcome.Unknown);
        var step = answer.Json.GetProperty("steps").EnumerateArray().Single(s => s.GetProperty("step_number").GetInt32() == 7);
        return step.GetProperty("output_data").GetProperty("subtopics")[0].GetProperty("id").GetGuid();
    }
}
