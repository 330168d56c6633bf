using IntentEngine.Contracts.Intents;
using IntentEngine.Hosting.Failures;
using IntentEngine.Hosting.Organizations;
using IntentEngine.Hosting.Requests;
using IntentEngine.Intents.ActionQueues.Commands;
using IntentEngine.Intents.ActionQueues.Rules;
using IntentEngine.Intents.Lifecycle;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace IntentEngine.Intents.ActionQueues.Http;

/// <summary>
/// <c>POST /api/action-queues/{subject}/abort</c> rejects what runs; <c>/unassign</c> and <c>/reset</c> reject what waits too and forget the records kept here.
/// Every owner concerned is told.
/// </summary>
internal static class PostStop
{
    /// <summary>The body; may be <c>{}</c>.</summary>
    public sealed record Request
    {
        /// <summary>Only queues of this owner. Absent: everybody's.</summary>
        public string? Owner { get; init; }

        /// <summary>Why, for the owners; at most 2000 characters. Absent: the last part of the address.</summary>
        public string? Reason { get; init; }
    }

    /// <summary>The answer.</summary>
    public sealed record Answer
    {
        /// <summary>What was stopped; empty when there was nothing.</summary>
        public required IReadOnlyList<ActionQueueView> Stopped { get; init; }
    }

    public static void MapPostStop(this IEndpointRouteBuilder queues)
    {
        Map(queues, "abort", StopScope.Abort, "Reject what the subject does; what waits goes on");
        Map(queues, "unassign", StopScope.Unassign, "Reject all that the subject does or was to do");
        Map(queues, "reset", StopScope.Reset, "Reject everything, because all begins anew");
    }

    private static void Map(IEndpointRouteBuilder queues, string verb, StopScope scope, string summary) => queues
        .MapPost($"/{{subject}}/{verb}", (string subject, Request body, OrganizationContext caller, QueueAnswers answers, IdempotencyFeature? key, CancellationToken cancel) =>
            Handle(subject, scope, body, caller, answers, key, cancel))
        .WithName($"{nameof(PostStop)}{scope}")
        .WithSummary(summary);

    private static async Task<Results<Ok<Answer>, ProblemHttpResult>> Handle(
        string subject, StopScope scope, Request body, OrganizationContext caller, QueueAnswers answers, IdempotencyFeature? key, CancellationToken cancel)
    {
        var faults = new Validation();
        SubjectRules.Check(subject, faults);
        if (body.Reason is not null) faults.RequireText(body.Reason, "reason", Reasons.Longest);
        if (faults.Problem is { } refusal) return refusal;
        return await answers.Submit(SubjectCommands.Stop(caller.OrganizationId, subject, scope, body.Owner, body.Reason), key, done => new(StatusCodes.Status200OK, Of(done)), cancel) switch
        {
            CommandResult.Done done => TypedResults.Ok(Of(done)),
            var other => answers.Problem(other),
        };
    }

    private static Answer Of(CommandResult.Done done) => new() { Stopped = [.. done.Queues.Select(ActionQueueView.Of)] };
}
