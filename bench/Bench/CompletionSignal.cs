using System.Collections.Concurrent;

namespace IntentEngine.Bench;

/// <summary>Lets the driver wait for workflows without asking the database.</summary>
internal sealed class CompletionSignal
{
    private readonly ConcurrentDictionary<Guid, TaskCompletionSource> _waiting = new();

    public Task Expect(Guid workflow) => (_waiting[workflow] = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void Ended(Guid workflow, string status)
    {
        if (!_waiting.TryRemove(workflow, out var waiting)) return;
        if (status == "completed") waiting.SetResult();
        else waiting.SetException(new InvalidOperationException($"Workflow {workflow} ended as {status}."));
    }
}
