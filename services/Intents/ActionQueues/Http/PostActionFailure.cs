using IntentEngine.Hosting.Authentication;
using IntentEngine.Hosting.Failures;
using IntentEngine.Hosting.Organizations;
using IntentEngine.Hosting.Requests;
using IntentEngine.Intents.ActionQueues.Commands;
using IntentEngine.Intents.Lifecycle;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace IntentEngine.Intents.ActionQueues.Http;

/// <summary><c>POST /api/action-queues/{subject}/failed</c> says that the action failed; its queue fails with it, and its owner is told.</summary>
internal static class PostActionFailure
{
    /// <summary>The body.</summary>
    public sealed record Request
    {
        /// <summary>The execution that claimed the action.</summary>
        public required Guid ExecutionId { get; init; }

        /// <summary>Why, e.g. <c>movement_failed</c>; at most 2000 characters. Goes to the owner.</summary>
        public required string Reason { get; init; }
    }

    public static void MapPostActionFailure(this IEndpointRouteBuilder queues) => queues
        .MapPost("/{subject}/failed", Handle)
        .RequireAuthorization(Policies.Worker)
        .WithName(nameof(PostActionFailure))
        .WithSummary("Report that the action failed");

    internal static async Task<Results<Ok<ActionQueueView>, ProblemHttpResult>> Handle(
        string subject, Request body, OrganizationContext caller, QueueAnswers answers, IdempotencyFeature? key, CancellationToken cancel)
    {
        var faults = new Validation();
        SubjectRules.Check(subject, faults);
        faults.RequireText(body.Reason, "reason", Reasons.Longest);
        if (faults.Problem is { } refusal) return refusal;
        return await answers.One(SubjectCommands.Fail(caller.OrganizationId, subject, body.ExecutionId, body.Reason), key, cancel);
    }
}
