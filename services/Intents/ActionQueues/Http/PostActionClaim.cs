using IntentEngine.Hosting.Authentication;
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

/// <summary><c>POST /api/action-queues/{subject}/claim</c> lets one worker win the subject's current action; the winner may ask again.</summary>
internal static class PostActionClaim
{
    /// <summary>The body.</summary>
    public sealed record Request
    {
        /// <summary>Who will execute it, at most 100 characters.</summary>
        public required string Worker { get; init; }

        /// <summary>The execution that will do it; asking again with it is answered again. Absent: an id is made, and stands in the answer.</summary>
        public Guid? ExecutionId { get; init; }

        /// <summary>For how long, in seconds, 1 to 3600. Absent: 60.</summary>
        public int? LeaseSeconds { get; init; }
    }

    public static void MapPostActionClaim(this IEndpointRouteBuilder queues) => queues
        .MapPost("/{subject}/claim", Handle)
        .RequireAuthorization(Policies.Worker)
        .WithName(nameof(PostActionClaim))
        .WithSummary("Claim the subject's current action; one claim wins");

    internal static async Task<Results<Ok<ClaimedActionView>, ProblemHttpResult>> Handle(
        string subject, Request body, OrganizationContext caller, QueueAnswers answers, IdempotencyFeature? key, CancellationToken cancel)
    {
        var faults = new Validation();
        SubjectRules.Check(subject, faults);
        SubjectRules.CheckClaim(body.Worker, body.LeaseSeconds, faults);
        if (faults.Problem is { } refusal) return refusal;
        var submission = SubjectCommands.Claim(caller.OrganizationId, subject, body.Worker, body.ExecutionId ?? Guid.NewGuid(), body.LeaseSeconds);
        return await answers.Submit(submission, key, done => new(StatusCodes.Status200OK, ClaimedActionView.Of(done.Queue)), cancel) switch
        {
            CommandResult.Done done => TypedResults.Ok(ClaimedActionView.Of(done.Queue)),
            var other => answers.Problem(other),
        };
    }
}
