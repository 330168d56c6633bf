using System.Text.Json;
using IntentEngine.Contracts.Intents;
using IntentEngine.Hosting.Failures;
using IntentEngine.Hosting.Organizations;
using IntentEngine.Hosting.Requests;
using IntentEngine.Intents.ActionQueues.Commands;
using IntentEngine.Intents.ActionQueues.Rules;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace IntentEngine.Intents.ActionQueues.Http;

/// <summary><c>POST /api/action-queues/{subject}</c> enqueues actions. 201 when they are new, whatever became of them; 200 when the id is known.</summary>
internal static class PostActions
{
    /// <summary>The body.</summary>
    public sealed class Request
    {
        /// <summary>Id for the enqueue. Absent: one is made.</summary>
        public Guid? QueueId { get; init; }

        /// <summary>What to do, in order: 1 to 100 JSON objects, 64 KiB in all.</summary>
        public required IReadOnlyList<JsonElement> Actions { get; init; }

        /// <summary><c>critical</c>, <c>high</c>, <c>normal</c> (default) or <c>low</c>; a higher one interrupts what runs.</summary>
        public ActionPriority? Priority { get; init; }

        /// <summary>Who is told the outcome: a registered owner.</summary>
        public required string Owner { get; init; }

        /// <summary>The owner's single-use key. Never shown again.</summary>
        public required string Token { get; init; }

        /// <summary>Why, for people.</summary>
        public string? Reason { get; init; }

        /// <summary>Whether to be rejected at once when the subject is busy with something as urgent. Default false: wait.</summary>
        public bool RejectIfBusy { get; init; }

        /// <summary>Whether to wait and go on with the action it was at when something more urgent interrupts it. Default false: it is rejected with reason <c>interrupted</c>.</summary>
        public bool ResumeIfInterrupted { get; init; }

        /// <summary>How long it may take in all, in seconds, 1 to 2,592,000. Absent: one day.</summary>
        public int? TimeToLiveSeconds { get; init; }
    }

    public static void MapPostActions(this IEndpointRouteBuilder queues) => queues
        .MapPost("/{subject}", Handle)
        .WithName(nameof(PostActions))
        .WithSummary("Enqueue actions for a subject; exactly one outcome follows");

    internal static async Task<Results<Created<ActionQueueView>, Ok<ActionQueueView>, ProblemHttpResult>> Handle(
        string subject, Request body, OrganizationContext caller, QueueAnswers answers, IdempotencyFeature? key, CancellationToken cancel)
    {
        var command = new EnqueueActions
        {
            OrganizationId = caller.OrganizationId,
            Subject = subject,
            QueueId = body.QueueId,
            Actions = body.Actions,
            Priority = body.Priority,
            Owner = body.Owner,
            CompletionToken = body.Token,
            Reason = body.Reason,
            RejectIfBusy = body.RejectIfBusy,
            ResumeIfInterrupted = body.ResumeIfInterrupted,
            TimeToLiveSeconds = body.TimeToLiveSeconds,
        };
        var faults = new Validation();
        EnqueueRules.Check(command, faults);
        faults.Require(body.Actions.Count > 0, "actions", "expected at least one action; came none.");
        if (faults.Problem is { } refusal) return refusal;

        var submission = Enqueuing.Submission(caller.OrganizationId, Enqueuing.Wish(command, Guid.CreateVersion7()));
        return await answers.Submit(submission, key, done => new(done.Repeated ? StatusCodes.Status200OK : StatusCodes.Status201Created, ActionQueueView.Of(done.Queue)), cancel) switch
        {
            CommandResult.Done { Repeated: false } done => TypedResults.Created($"/api/action-queues/{Uri.EscapeDataString(subject)}", ActionQueueView.Of(done.Queue)),
            CommandResult.Done done => TypedResults.Ok(ActionQueueView.Of(done.Queue)),
            var other => answers.Problem(other),
        };
    }
}
