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

/// <summary><c>POST /api/action-queues/{subject}/started</c> says that the action has begun or goes on; its lease runs anew from now.</summary>
internal static class PostActionStart
{
    /// <summary>The body.</summary>
    public sealed record Request
    {
        /// <summary>The execution that claimed the action.</summary>
        public required Guid ExecutionId { get; init; }

        /// <summary>For how long from now, in seconds, 1 to 3600. Absent: 60.</summary>
        public int? LeaseSeconds { get; init; }
    }

    public static void MapPostActionStart(this IEndpointRouteBuilder queues) => queues
        .MapPost("/{subject}/started", Handle)
        .RequireAuthorization(Policies.Worker)
        .WithName(nameof(PostActionStart))
        .WithSummary("Report that the action has begun, or still goes on");

    internal static async Task<Results<Ok<ActionQueueView>, ProblemHttpResult>> Handle(
        string subject, Request body, OrganizationContext caller, QueueAnswers answers, IdempotencyFeature? key, CancellationToken cancel)
    {
        var faults = new Validation();
        SubjectRules.Check(subject, faults);
        SubjectRules.CheckLease(body.LeaseSeconds, faults);
        if (faults.Problem is { } refusal) return refusal;
        return await answers.One(SubjectCommands.Start(caller.OrganizationId, subject, body.ExecutionId, body.LeaseSeconds), key, cancel);
    }
}
