using IntentEngine.Intents.ActionQueues.Rules;
using Microsoft.Extensions.Hosting;

namespace IntentEngine.Intents.ActionQueues.Storage;

/// <summary>The one place where action queues change. A subject always takes the same lane, so that within a process nobody loses a race.</summary>
internal sealed class SubjectLanes(SubjectStore store, IntentsDatabase database, ActionQueueMetrics metrics) : BackgroundService
{
    private const int Count = 4;

    private readonly SubjectLane[] _lanes = [.. Enumerable.Range(0, Count).Select(_ => new SubjectLane(store, database, metrics))];

    /// <summary>Decides and commits; the task ends when it is durable.</summary>
    /// <exception cref="Messaging.Database.ConcurrencyException">Others kept changing the subject over all attempts.</exception>
    /// <exception cref="Messaging.Database.IdempotencyConflictException">A request with the same key committed first.</exception>
    /// <exception cref="OperationCanceledException">The service stops, or <paramref name="cancel"/> says that nobody waits any more; then it may still happen.</exception>
    public Task<CommandResult> Submit(Submission submission, CancellationToken cancel)
    {
        _lanes[(uint)HashCode.Combine(submission.OrganizationId, submission.Subject) % Count].Submit(submission);
        return submission.Result.Task.WaitAsync(cancel);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(_lanes.Select(lane => lane.Run(stoppingToken)));
}
