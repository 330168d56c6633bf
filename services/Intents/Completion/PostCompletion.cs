using System.Text.Json;
using IntentEngine.Hosting.Organizations;
using IntentEngine.Hosting.Requests;
using IntentEngine.Intents.Creation;
using IntentEngine.Intents.Lifecycle;
using IntentEngine.Intents.Log;
using IntentEngine.Intents.Queries;
using IntentEngine.Intents.Reporting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace IntentEngine.Intents.Completion;

/// <summary><c>POST /api/intents/{intentId}/complete</c> ends the work well; only the execution that claimed may say so.</summary>
internal static class PostCompletion
{
    /// <summary>The body.</summary>
    public sealed record Request
    {
        /// <summary>The execution that claimed the intent.</summary>
        public required string ExecutionId { get; init; }

        /// <summary>What came of it, a JSON object of at most 64 KiB. Absent: nothing to say.</summary>
        public JsonElement? Result { get; init; }
    }

    public static void MapPostCompletion(this IEndpointRouteBuilder intents) => intents
        .MapReport("complete", Handle)
        .WithName(nameof(PostCompletion))
        .WithSummary("Report that the work is done");

    internal static Task<Results<Ok<IntentView>, ProblemHttpResult>> Handle(
        string intentId, Request body, OrganizationContext caller, IntentLog log, IdempotencyFeature? key, CancellationToken cancel) =>
        ReportRoutes.Take(log, caller, key, intentId, body.ExecutionId,
            faults =>
            {
                if (body.Result is { } result) JsonObjectRules.Check(result, "result", faults);
            },
            (intent, now) => IntentDecisions.Complete(intent, body.ExecutionId, body.Result, now), cancel);
}
