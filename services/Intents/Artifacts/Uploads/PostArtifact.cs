using System.Text.Json;
using IntentEngine.ContentStore;
using IntentEngine.Contracts.Intents;
using IntentEngine.Hosting.Failures;
using IntentEngine.Hosting.OpenApi;
using IntentEngine.Hosting.Organizations;
using IntentEngine.Hosting.Requests;
using IntentEngine.Intents.Artifacts.Content;
using IntentEngine.Intents.Artifacts.Lifecycle;
using IntentEngine.Intents.Artifacts.Queries;
using IntentEngine.Intents.Artifacts.Registry;
using IntentEngine.Intents.Log;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace IntentEngine.Intents.Artifacts.Uploads;

/// <summary><c>POST /api/artifacts</c> uploads a content, as the body or as the one file of a multipart form, and registers it; a repeat is recognised and answered with 200.</summary>
/// <remarks>Nothing is visible before the last byte is durable and the registration committed. An upload that ends earlier leaves bytes at most, which no artifact names.</remarks>
internal static class PostArtifact
{
    /// <summary>What is said besides the content.</summary>
    public sealed record Query
    {
        /// <summary>What it is, snake_case. Default <c>file</c>.</summary>
        [FromQuery(Name = "type")]
        public string? Type { get; init; }

        /// <summary>Name for people. Default the file's name.</summary>
        [FromQuery(Name = "name")]
        public string? Name { get; init; }

        /// <summary>The user's session: the same content in the same session is the same artifact.</summary>
        [FromQuery(Name = "session_id")]
        public Guid? SessionId { get; init; }

        /// <summary>False: it stays PENDING until <c>POST …/save</c>. Default true: it is READY.</summary>
        [FromQuery(Name = "save")]
        public bool? Save { get; init; }

        /// <summary>Id for the artifact. Default: one is made.</summary>
        [FromQuery(Name = "artifact_id")]
        public string? ArtifactId { get; init; }

        /// <summary>An artifact it was derived from; may be given several times, first parent first.</summary>
        [FromQuery(Name = "parent")]
        public string[]? Parents { get; init; }

        /// <summary>What kind of work made it. Default <c>ingest_file</c>.</summary>
        [FromQuery(Name = "derivation_intent")]
        public string? DerivationIntent { get; init; }

        /// <summary>The intent it was made for.</summary>
        [FromQuery(Name = "intent_id")]
        public string? IntentId { get; init; }

        /// <summary>The execution that made it. Default: the request's correlation stands for it.</summary>
        [FromQuery(Name = "execution_id")]
        public string? ExecutionId { get; init; }
    }

    public static void MapPostArtifact(this IEndpointRouteBuilder uploads) => uploads
        .MapPost("", Handle)
        .AddOpenApiOperationTransformer(UploadDescription.Add)
        .WithName(nameof(PostArtifact))
        .WithSummary("Upload a content and register it as an artifact")
        .WithProblems(StatusCodes.Status413PayloadTooLarge, StatusCodes.Status415UnsupportedMediaType, StatusCodes.Status422UnprocessableEntity, StatusCodes.Status503ServiceUnavailable);

    internal static async Task<Results<Created<ArtifactView>, Ok<ArtifactView>, ProblemHttpResult>> Handle(
        [AsParameters] Query query, HttpContext http, OrganizationContext caller, UploadReader uploads, ArtifactRegistry registry, TimeProvider clock, CancellationToken cancel)
    {
        // What is wrong with the parameters is said before megabytes are read.
        var key = Key(http.Request);
        if (Faults(Wish(query, caller, "unknown", null)).Problem is { } early) return early;
        try
        {
            var upload = await uploads.ReadAsync(caller.OrganizationId, http.Request, query.Name, cancel);
            var id = UploadIds.Of(caller.OrganizationId, query.ArtifactId, key, query.SessionId, upload.Content.Sha256, clock.GetUtcNow());
            var wish = Wish(query, caller, id, Materialization(upload, clock.GetUtcNow())) with { DisplayName = upload.FileName, SemanticDescriptor = Describe(upload) };
            if (Faults(wish).Problem is { } refusal) return refusal;
            var request = new ArtifactRequest { OrganizationId = caller.OrganizationId, ArtifactId = id, Actor = Actor.Of(caller) };
            return Answer(await registry.Register(request, wish, cancel), usedKey: key is not null && query.ArtifactId is null);
        }
        catch (RefusedUploadException refused)
        {
            return refused.Answer;
        }
        catch (ContentStoreUnavailableException failure)
        {
            return StoreFailures.Away(http, failure);
        }
    }

    private static Results<Created<ArtifactView>, Ok<ArtifactView>, ProblemHttpResult> Answer(RegisterResult result, bool usedKey) => result switch
    {
        RegisterResult.Created created => TypedResults.Created($"/api/artifacts/{Uri.EscapeDataString(created.Artifact.ArtifactId)}", ArtifactView.Of(created.Artifact)),
        RegisterResult.Existed existed => TypedResults.Ok(ArtifactView.Of(existed.Artifact)),
        RegisterResult.Refused { Existing: not null } when usedKey =>
            Problems.Unprocessable($"This {IdempotencyFeature.HeaderName} was used for another upload; expected the same content, type and parents. Choose a new key."),
        RegisterResult.Refused refused => Problems.Conflict(refused.Reason, refused.Existing is { } existing
            ? new() { ["artifact_id"] = existing.ArtifactId, ["current_state"] = existing.State.Word() }
            : null),
        RegisterResult.ParentsMissing missing => Problems.Conflict(missing.Reason, new() { ["missing_parents"] = missing.Parents }),
        _ => throw new InvalidOperationException("An artifact is registered, recognised or refused."),
    };

    private static NewArtifact Wish(Query query, OrganizationContext caller, string id, ArtifactMaterialization? materialization) => new()
    {
        ArtifactId = query.ArtifactId ?? id,
        ArtifactType = query.Type ?? "file",
        State = query.Save == false ? ArtifactState.Pending : ArtifactState.Ready,
        Parents = query.Parents ?? [],
        DerivationIntent = query.DerivationIntent ?? "ingest_file",
        DerivationRunId = query.ExecutionId ?? caller.CorrelationId.ToString("D"),
        IntentId = query.IntentId,
        ExecutionId = query.ExecutionId,
        CorrelationId = caller.CorrelationId.ToString("D"),
        SessionId = query.SessionId,
        CreatedBy = caller.Subject,
        Materializations = materialization is null ? [] : [materialization],
    };

    private static Validation Faults(NewArtifact wish)
    {
        var faults = new Validation();
        NewArtifactRules.Check(wish, faults);
        return faults;
    }

    private static ArtifactMaterialization Materialization(Upload upload, DateTimeOffset now) => new()
    {
        Id = "original",
        StorageType = ArtifactMaterialization.ContentStore,
        Uri = ArtifactMaterialization.UriOf(upload.Content.Sha256),
        Format = upload.MediaType,
        Size = upload.Content.Size,
        Sha256 = upload.Content.Sha256,
        CreatedAt = now,
    };

    private static JsonElement Describe(Upload upload) => JsonSerializer.SerializeToElement(new { media_type = upload.MediaType, size = upload.Content.Size });

    // Not the usual way of keys: that hashes the body first, and this body is streamed. Here the key becomes the artifact's id.
    private static string? Key(HttpRequest request)
    {
        if (!request.Headers.TryGetValue(IdempotencyFeature.HeaderName, out var sent)) return null;
        var key = sent.Count == 1 ? sent.ToString() : "";
        if (key.Length is > 0 and <= IdempotencyFeature.MaximumKeyLength && key.All(c => c is >= ' ' and <= '~')) return key;
        throw new InvalidRequestException(IdempotencyFeature.HeaderName, $"expected one header of 1 to {IdempotencyFeature.MaximumKeyLength} printable ASCII characters.");
    }
}
