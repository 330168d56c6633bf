using System.Text.Json;
using IntentEngine.Hosting.Authentication;
using IntentEngine.Hosting.Failures;
using IntentEngine.Hosting.Organizations;
using IntentEngine.Hosting.Requests;
using IntentEngine.Intents.Log;
using IntentEngine.Intents.Queries;
using IntentEngine.Intents.Replies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace IntentEngine.Intents.Creation;

/// <summary><c>POST /api/intents</c> remembers that something should happen. An id that exists is recognised and answered with 200.</summary>
internal static class PostIntent
{
    /// <summary>The body.</summary>
    public sealed class Request
    {
        /// <summary>Id for the intent. Absent: one is made.</summary>
        public string? IntentId { get; init; }

        /// <summary>What should be done, snake_case.</summary>
        public required string IntentType { get; init; }

        /// <summary>The artifact it is about.</summary>
        public string? TargetArtifactId { get; init; }

        /// <summary>All the executor needs, a JSON object of at most 64 KiB. Absent: <c>{}</c>.</summary>
        public JsonElement? Context { get; init; }

        /// <summary>The user's session.</summary>
        public Guid? SessionId { get; init; }

        /// <summary>Who is told the end: one of <c>GET /api/owners</c>. Needs a completion token.</summary>
        public string? Owner { get; init; }

        /// <summary>The owner's single-use key. Never shown again.</summary>
        public string? CompletionToken { get; init; }

        /// <summary>Correlation it belongs to. Absent: the request's own (<c>X-Correlation-Id</c>).</summary>
        public string? CorrelationId { get; init; }

        /// <summary>The execution that causes it.</summary>
        public string? ParentExecutionId { get; init; }

        /// <summary>Who is claimed first among what waits: the higher. -1000 to 1000; default 0.</summary>
        public int Priority { get; init; }

        /// <summary>Before this nobody may claim it. Absent or past: at once.</summary>
        public DateTimeOffset? NotBefore { get; init; }

        /// <summary>Not claimed by then, it is cancelled with the reason <c>expired</c>. Must be to come. Absent: it waits for ever.</summary>
        public DateTimeOffset? ExpiresAt { get; init; }

        /// <summary>When another of the same type waits for the same target: <c>supersede</c> (default), <c>reject</c> or <c>allow</c>.</summary>
        public OnConflict OnConflict { get; init; } = OnConflict.Supersede;
    }

    public static void MapPostIntent(this IEndpointRouteBuilder intents) => intents
        .MapPost("", Handle)
        .RequireAuthorization(Policies.Member)
        .WithName(nameof(PostIntent))
        .WithSummary("Create an intent; repeating its id announces its state again");

    internal static async Task<Results<Created<IntentView>, Ok<IntentView>, ProblemHttpResult>> Handle(
        Request body, OrganizationContext caller, IntentCreation creation, IntentOwners owners, TimeProvider clock, IdempotencyFeature? key, CancellationToken cancel)
    {
        var wish = NewIntents.Of(body, caller);
        var faults = new Validation();
        NewIntentRules.Check(wish, faults);
        faults.Require(!(body.ExpiresAt <= clock.GetUtcNow()), "expires_at", $"expected a time to come; came {body.ExpiresAt:O}.");
        if (faults.Passed) await owners.Check(caller.OrganizationId, wish, faults, cancel);
        if (faults.Problem is { } refusal) return refusal;

        var request = Answers.Request(caller, wish.IntentId, null) with
        {
            Remember = key is null ? null : intent => StoredReplies.Of(key, StatusCodes.Status201Created, IntentView.Of(intent), Location(intent.IntentId)),
        };
        return await creation.Create(request, wish, body.OnConflict, cancel) switch
        {
            CreateResult.Created created => TypedResults.Created(Location(created.Intent.IntentId), IntentView.Of(created.Intent)),
            CreateResult.Existed existed => TypedResults.Ok(IntentView.Of(existed.Intent)),
            CreateResult.Refused refused => Answers.Conflict(refused.Existing, refused.Reason),
            _ => throw new InvalidOperationException("An intent is created, recognised or refused."),
        };
    }

    private static string Location(string intentId) => $"/api/intents/{Uri.EscapeDataString(intentId)}";
}
