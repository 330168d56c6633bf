using IntentEngine.Hosting.Failures;
using IntentEngine.Hosting.Organizations;
using IntentEngine.Hosting.Requests;
using IntentEngine.Intents.Graph.Changes;
using IntentEngine.Intents.Graph.Model;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntentEngine.Intents.Graph.Api;

/// <summary>What the routes of the graph have in common: how a request becomes one of ours, and how its outcome is answered.</summary>
internal static class GraphAnswers
{
    /// <summary>The request of an HTTP caller.</summary>
    public static GraphRequest Request(OrganizationContext caller, IdempotencyFeature? key, int? version = null, string? triggeringActionId = null) => new()
    {
        OrganizationId = caller.OrganizationId,
        Actor = caller.Subject,
        Key = key,
        ExpectedVersion = version,
        TriggeringActionId = triggeringActionId,
    };

    /// <summary>200 with what was asked for, or the refusal.</summary>
    public static Results<Ok<T>, ProblemHttpResult> Ok<T>(Outcome<T> outcome) => outcome.Refusal is { } refusal ? Problem(refusal) : TypedResults.Ok(outcome.Value!);

    /// <summary>200 with an intent and its version as entity tag, or the refusal.</summary>
    public static Results<Ok<StorableIntent>, ProblemHttpResult> Ok(HttpContext http, Outcome<StorableIntent> outcome)
    {
        if (outcome.Value is { } intent) Tag(http, intent);
        return Ok(outcome);
    }

    /// <summary>Names the version of an intent for <c>If-Match</c>.</summary>
    public static void Tag(HttpContext http, StorableIntent intent) => http.Response.Headers.ETag = $"\"{intent.Version}\"";

    /// <summary>The refusal as problem details.</summary>
    public static ProblemHttpResult Problem(GraphRefusal refusal) => Problems.Of(refusal.Status, refusal.Message, refusal.Details);

    /// <summary>Where an intent is.</summary>
    public static string Location(string intentId) => $"/api/intent-graph/intents/{Uri.EscapeDataString(intentId)}";
}
