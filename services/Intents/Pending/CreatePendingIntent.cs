using System.Text.Json;
using IntentEngine.Hosting.Authentication;
using IntentEngine.Hosting.Failures;
using IntentEngine.Hosting.OpenApi;
using IntentEngine.Hosting.Organizations;
using IntentEngine.Hosting.Requests;
using IntentEngine.Intents.Creation;
using IntentEngine.Intents.Lifecycle;
using IntentEngine.Intents.Replies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace IntentEngine.Intents.Pending;

/// <summary><c>POST /api/intent/pending/create</c>: the origin's way to create (spec semantics §2.2); the newer supersedes what waits for the same target.</summary>
internal static class CreatePendingIntent
{
    /// <summary>The origin's body.</summary>
    public sealed record Request
    {
        /// <summary>Id for the intent. Absent: one is made.</summary>
        public string? IntentId { get; init; }

        /// <summary>What should be done.</summary>
        public required string IntentType { get; init; }

        /// <summary>The artifact it is about.</summary>
        public required string TargetArtifactId { get; init; }

        /// <summary>All the executor needs. Absent: <c>{}</c>.</summary>
        public JsonElement? Context { get; init; }

        /// <summary>The caller's organization; the token decides, so another one is 404.</summary>
        public Guid? TenantId { get; init; }

        /// <summary>The caller; the token decides, so anybody else is refused.</summary>
        public string? UserId { get; init; }

        /// <summary>The user's session.</summary>
        public Guid? SessionId { get; init; }
    }

    /// <summary>The origin's answer.</summary>
    public sealed record Response(string IntentId, string Status);

    public static void MapCreatePendingIntent(this IEndpointRouteBuilder pending) => pending
        .MapPost("/create", Handle)
        .RequireAuthorization(Policies.Member)
        .WithName(nameof(CreatePendingIntent))
        .WithSummary("Create a pending intent (the origin's form)")
        .WithProblems(StatusCodes.Status404NotFound);

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Request body, OrganizationContext caller, IntentCreation creation, IdempotencyFeature? key, CancellationToken cancel)
    {
        if (body.TenantId is { } tenant && tenant != caller.OrganizationId) return Problems.NotFound($"There is no organization '{tenant}' for this token.");
        var wish = NewIntents.Of(
            new PostIntent.Request
            {
                IntentId = body.IntentId,
                IntentType = body.IntentType,
                TargetArtifactId = body.TargetArtifactId,
                Context = body.Context,
                SessionId = body.SessionId,
            },
            caller);
        var faults = new Validation();
        NewIntentRules.Check(wish, faults);
        faults.Require(body.UserId is null || body.UserId == caller.Subject, "user_id", "expected the subject of the token, or none.");
        if (faults.Problem is { } refusal) return refusal;

        var request = Answers.Request(caller, wish.IntentId, null) with
        {
            Remember = key is null ? null : intent => StoredReplies.Of(key, StatusCodes.Status200OK, Of(intent)),
        };
        return await creation.Create(request, wish, OnConflict.Supersede, cancel) switch
        {
            CreateResult.Created created => TypedResults.Ok(Of(created.Intent)),
            CreateResult.Existed existed => TypedResults.Ok(Of(existed.Intent)),
            CreateResult.Refused refused => Answers.Conflict(refused.Existing, refused.Reason),
            _ => throw new InvalidOperationException("An intent is created, recognised or refused."),
        };
    }

    private static Response Of(Intent intent) => new(intent.IntentId, intent.Status.Word());
}
