using System.Collections.Concurrent;
using IntentEngine.Contracts.Intents;
using IntentEngine.Owners.Records;
using IntentEngine.Owners.Retrying;

namespace IntentEngine.Settlers;

/// <summary>Gives settlers work step by step: done leads to the next step, failure to another try or to the end of the assignment, a need to a pause.</summary>
public sealed class WorkManager(Village village, IExecutionRecords records, FailurePolicy policy) : OwnerManager("work", village, records)
{
    private readonly ConcurrentDictionary<string, Queue<string>> _steps = new();
    private readonly ConcurrentDictionary<string, int> _failures = new();
    private readonly ConcurrentDictionary<string, ExecutionRecord> _paused = new();

    /// <summary>Assigns steps to a settler and dispatches the first.</summary>
    public Task Assign(string settler, params string[] steps)
    {
        _steps[settler] = new Queue<string>(steps);
        return Dispatch(settler);
    }

    /// <summary>Goes on with what a need interrupted; the work gets a new token.</summary>
    public async Task Resume(string settler)
    {
        if (!_paused.TryRemove(settler, out var interrupted)) return;
        Village.Tell($"work resumes for {settler}");
        await Again(interrupted);
    }

    /// <inheritdoc/>
    protected override Task OnCompleted(ExecutionRecord record)
    {
        Village.Tell($"work: {record.Subject} did {PlanOf(record).Doing}");
        _failures.TryRemove(record.Subject, out _);
        return Dispatch(record.Subject);
    }

    /// <inheritdoc/>
    protected override async Task OnFailed(ExecutionRecord record, string reason)
    {
        var decision = policy.AfterFailure(reason, _failures.GetValueOrDefault(record.Subject));
        _failures[record.Subject] = decision.Failures;
        Village.Tell($"work: {record.Subject} failed ({reason}) at attempt {record.Attempt}");
        if (decision.RetryAfter is { } pause)
        {
            // The record of the next attempt is made when it is dispatched; until then nothing waits for an outcome.
            Village.Later(pause, () => Again(record));
            return;
        }

        Village.Tell($"work unassigns {record.Subject}");
        _steps.TryRemove(record.Subject, out _);
        await Records.RemoveAllAsync(record.Subject);
        await Village.Broker.Send(EnqueueActions.Queue, new StopSubject { OrganizationId = Village.Organization, Subject = record.Subject, Scope = StopScope.Unassign, Owner = "work" });
        await Village.Unassigned(record.Subject);
    }

    /// <inheritdoc/>
    protected override Task OnRejected(ExecutionRecord record, string reason)
    {
        Village.Tell($"work of {record.Subject} is {reason}");
        if (reason == "interrupted") _paused[record.Subject] = record;
        return Task.CompletedTask;
    }

    private Task Dispatch(string settler)
    {
        if (_steps.TryGetValue(settler, out var steps) && steps.TryDequeue(out var step))
            return Enqueue(settler, step, ActionPriority.Normal, "WORK_STEP", new { type = "move", to = step }, new { type = "do", what = step });
        Village.Tell($"{settler} has worked enough");
        return Task.CompletedTask;
    }
}
