using IntentEngine.Hosting.Organizations;
using IntentEngine.Hosting.Requests;
using IntentEngine.Intents.Lifecycle;
using IntentEngine.Intents.Log;
using IntentEngine.Intents.Queries;
using IntentEngine.Intents.Reporting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace IntentEngine.Intents.Completion;

/// <summary><c>POST /api/intents/{intentId}/fail</c> ends the work badly; only the execution that claimed may say so.</summary>
internal static class PostFailure
{
    /// <summary>The body.</summary>
    public sealed record Request
    {
        /// <summary>The execution that claimed the intent.</summary>
        public required string ExecutionId { get; init; }

        /// <summary>Why, for people; at most 2000 characters.</summary>
        public required string Error { get; init; }
    }

    public static void MapPostFailure(this IEndpointRouteBuilder intents) => intents
        .MapReport("fail", Handle)
        .WithName(nameof(PostFailure))
        .WithSummary("Report that the work failed");

    internal static Task<Results<Ok<IntentView>, ProblemHttpResult>> Handle(
        string intentId, Request body, OrganizationContext caller, IntentLog log, IdempotencyFeature? key, CancellationToken cancel) =>
        ReportRoutes.Take(log, caller, key, intentId, body.ExecutionId,
            faults => faults.RequireText(body.Error, "error", Reasons.Longest),
            (intent, now) => IntentDecisions.Fail(intent, body.ExecutionId, body.Error, now), cancel);
}
