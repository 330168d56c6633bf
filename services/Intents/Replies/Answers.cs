using IntentEngine.Hosting.Failures;
using IntentEngine.Hosting.Organizations;
using IntentEngine.Hosting.Requests;
using IntentEngine.Intents.Lifecycle;
using IntentEngine.Intents.Log;
using IntentEngine.Intents.Queries;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntentEngine.Intents.Replies;

/// <summary>What the routes that change an intent have in common: how a request becomes one of ours, and how its result is answered.</summary>
internal static class Answers
{
    /// <summary>The request of an HTTP caller on an existing intent; answered with 200 and the intent.</summary>
    public static ChangeRequest Request(OrganizationContext caller, string intentId, IdempotencyFeature? key) => new()
    {
        OrganizationId = caller.OrganizationId,
        IntentId = intentId,
        Actor = Actor.Of(caller),
        Remember = key is null ? null : intent => StoredReplies.Of(key, StatusCodes.Status200OK, IntentView.Of(intent)),
    };

    /// <summary>Applies a rule and answers with the intent, 404 or 409.</summary>
    public static async Task<Results<Ok<IntentView>, ProblemHttpResult>> Change(
        IntentLog log, ChangeRequest request, Func<Intent, DateTimeOffset, Decision> decide, CancellationToken cancel) => await log.Change(request, decide, cancel) switch
        {
            ChangeResult.Done done => TypedResults.Ok(IntentView.Of(done.Intent)),
            ChangeResult.Refused refused => Conflict(refused.Intent, refused.Reason, refused.Requested),
            _ => Unknown(request.IntentId),
        };

    /// <summary>404, the same for another organization's intent.</summary>
    public static ProblemHttpResult Unknown(string intentId) =>
        Problems.NotFound($"There is no intent '{(intentId.Length <= 200 ? intentId : intentId[..200] + "…")}' in this organization.");

    /// <summary>409 that names the present status and, where one was asked for, the other.</summary>
    public static ProblemHttpResult Conflict(Intent existing, string reason, IntentStatus? requested = null)
    {
        var extensions = new Dictionary<string, object?> { ["intent_id"] = existing.IntentId, ["current_status"] = existing.Status.Word() };
        if (requested is { } status) extensions["requested_status"] = status.Word();
        return Problems.Conflict(reason, extensions);
    }
}
