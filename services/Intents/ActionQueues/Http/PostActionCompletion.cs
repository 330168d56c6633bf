using IntentEngine.Hosting.Authentication;
using IntentEngine.Hosting.Failures;
using IntentEngine.Hosting.Organizations;
using IntentEngine.Hosting.Requests;
using IntentEngine.Intents.ActionQueues.Commands;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace IntentEngine.Intents.ActionQueues.Http;

/// <summary><c>POST /api/action-queues/{subject}/completed</c> says that the action is done; the next one follows, or the queue is completed and its owner is told.</summary>
internal static class PostActionCompletion
{
    /// <summary>The body.</summary>
    public sealed record Request
    {
        /// <summary>The execution that claimed the action.</summary>
        public required Guid ExecutionId { get; init; }
    }

    public static void MapPostActionCompletion(this IEndpointRouteBuilder queues) => queues
        .MapPost("/{subject}/completed", Handle)
        .RequireAuthorization(Policies.Worker)
        .WithName(nameof(PostActionCompletion))
        .WithSummary("Report that the action is done");

    internal static async Task<Results<Ok<ActionQueueView>, ProblemHttpResult>> Handle(
        string subject, Request body, OrganizationContext caller, QueueAnswers answers, IdempotencyFeature? key, CancellationToken cancel)
    {
        var faults = new Validation();
        SubjectRules.Check(subject, faults);
        if (faults.Problem is { } refusal) return refusal;
        return await answers.One(SubjectCommands.Complete(caller.OrganizationId, subject, body.ExecutionId), key, cancel);
    }
}
