using System.Text.Json;
using IntentEngine.Contracts.Intents;
using IntentEngine.Hosting.Authentication;
using IntentEngine.Hosting.Failures;
using IntentEngine.Hosting.Organizations;
using IntentEngine.Hosting.Requests;
using IntentEngine.Intents.Creation;
using IntentEngine.Intents.Lifecycle;
using IntentEngine.Intents.Replies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace IntentEngine.Intents.Execution;

/// <summary><c>POST /api/intents/{intentId}/execute</c> has the engine execute a pending intent now; its progress is read with <c>GET /api/intents/{intentId}</c> (seed 000, phase 5).</summary>
internal static class PostExecution
{
    /// <summary>The body; <c>{}</c> will do. What the intent's context says comes first.</summary>
    public sealed record Request
    {
        /// <summary>What to see in the file, for an intent without a profile: <c>structured</c>, <c>unstructured</c>, <c>hybrid</c>, <c>workflow</c> or <c>data_model</c>.</summary>
        public string? IngestionProfile { get; init; }

        /// <summary>What the file is: <c>csv</c>, <c>json</c>, <c>jsonl</c>, <c>markdown</c>, <c>html</c> or <c>text</c>. Absent: found by media type and name.</summary>
        public string? FileType { get; init; }

        /// <summary>How to read it, a JSON object. Absent: the defaults.</summary>
        public JsonElement? ParseOptions { get; init; }
    }

    /// <summary>The answer.</summary>
    /// <param name="IntentId">The intent.</param>
    /// <param name="ExecutionId">The execution; in Lineage under the same id.</param>
    /// <param name="Status">Of the intent: <c>in_progress</c>.</param>
    public sealed record Response(string IntentId, string ExecutionId, string Status);

    public static void MapPostExecution(this IEndpointRouteBuilder intents) => intents
        .MapPost("/{intentId}/execute", Handle)
        .RequireAuthorization(Policies.Member)
        .WithName(nameof(PostExecution))
        .WithSummary("Execute a pending intent now, by its stored context");

    internal static async Task<Results<Accepted<Response>, ProblemHttpResult>> Handle(
        string intentId, Request body, OrganizationContext caller, Executions executions, IdempotencyFeature? key, CancellationToken cancel)
    {
        var faults = new Validation();
        Check(body, faults);
        if (faults.Problem is { } refusal) return refusal;
        var request = Answers.Request(caller, intentId, null) with
        {
            Remember = key is null ? null : intent => StoredReplies.Of(key, StatusCodes.Status202Accepted, Of(intent), Location(intent)),
        };
        return await executions.Start(request, new ExecutionWish(body.IngestionProfile, body.FileType, body.ParseOptions), cancel) switch
        {
            StartResult.Started started => TypedResults.Accepted(Location(started.Intent), Of(started.Intent)),
            StartResult.Refused refused => Answers.Conflict(refused.Intent, refused.Reason, IntentStatus.InProgress),
            StartResult.Unfit unfit => Problems.Unprocessable(unfit.Reason),
            _ => Answers.Unknown(intentId),
        };
    }

    private static void Check(Request body, Validation faults)
    {
        if (body.IngestionProfile is { } profile)
            faults.Require(ParseContent.Profiles.Contains(profile), "ingestion_profile", $"expected one of {string.Join(", ", ParseContent.Profiles)}; came '{(profile.Length <= 50 ? profile : profile[..50] + "…")}'.");
        if (body.FileType is { } type) faults.RequireText(type, "file_type", 50);
        if (body.ParseOptions is { } options) JsonObjectRules.Check(options, "parse_options", faults);
    }

    private static Response Of(Intent intent) => new(intent.IntentId, intent.ExecutionId!, intent.Status.Word());

    private static string Location(Intent intent) => $"/api/intents/{Uri.EscapeDataString(intent.IntentId)}";
}
