using IntentEngine.Hosting.Authentication;
using IntentEngine.Hosting.Failures;
using IntentEngine.Hosting.Organizations;
using IntentEngine.Hosting.Requests;
using IntentEngine.Intents.ActionQueues.Commands;
using IntentEngine.Intents.ActionQueues.Http;
using IntentEngine.Intents.ActionQueues.Rules;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace IntentEngine.Intents.ActionQueues.Snapshots;

/// <summary><c>PUT /api/action-queues/{subject}/snapshot</c> makes the subject do exactly what the snapshot says; what else it did is rejected. Whole or not at all.</summary>
internal static class PutSnapshot
{
    /// <summary>The answer.</summary>
    public sealed record Answer
    {
        /// <summary>The queues that are live again. Those missing had ended, and stay so.</summary>
        public required IReadOnlyList<ActionQueueView> Restored { get; init; }
    }

    public static void MapPutSnapshot(this IEndpointRouteBuilder queues) => queues
        .MapPut("/{subject}/snapshot", Handle)
        .RequireAuthorization(Policies.Admin)
        .WithName(nameof(PutSnapshot))
        .WithSummary("Put a subject back to a snapshot");

    internal static async Task<Results<Ok<Answer>, ProblemHttpResult>> Handle(
        string subject, SubjectSnapshot body, OrganizationContext caller, QueueAnswers answers, ActionQueueMetrics metrics, IdempotencyFeature? key, CancellationToken cancel)
    {
        var faults = new Validation();
        SubjectRules.Check(subject, faults);
        var entries = RestoreEntry.Read(caller.OrganizationId, subject, body, faults);
        if (faults.Problem is { } refusal) return refusal;
        foreach (var _ in entries.Where(entry => entry.Wish.Carried is not null)) metrics.Translated();
        return await answers.Submit(Restoring.Submission(caller.OrganizationId, subject, entries), key, done => new(StatusCodes.Status200OK, Of(done)), cancel) switch
        {
            CommandResult.Done done => TypedResults.Ok(Of(done)),
            var other => answers.Problem(other),
        };
    }

    private static Answer Of(CommandResult.Done done) => new() { Restored = [.. done.Queues.Select(ActionQueueView.Of)] };
}
