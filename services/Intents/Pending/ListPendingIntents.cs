using IntentEngine.Hosting.Failures;
using IntentEngine.Hosting.OpenApi;
using IntentEngine.Hosting.Organizations;
using IntentEngine.Hosting.Requests;
using IntentEngine.Intents.Lifecycle;
using IntentEngine.Intents.Queries;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace IntentEngine.Intents.Pending;

/// <summary><c>POST /api/intent/pending/list</c>: the origin's way to ask what waits (spec semantics §2.2), newest first.</summary>
internal static class ListPendingIntents
{
    /// <summary>The origin's body.</summary>
    public sealed record Request
    {
        /// <summary>The caller's organization; the token decides, so another one is 404.</summary>
        public Guid? TenantId { get; init; }

        /// <summary>The artifact they are about. Absent: any.</summary>
        public string? TargetArtifactId { get; init; }

        /// <summary>What should be done. Absent: anything.</summary>
        public string? IntentType { get; init; }
    }

    public static void MapListPendingIntents(this IEndpointRouteBuilder pending) => pending
        .MapPost("/list", Handle)
        .WithName(nameof(ListPendingIntents))
        .WithSummary("List pending intents (the origin's form)")
        .WithProblems(StatusCodes.Status404NotFound);

    internal static async Task<Results<Ok<IntentPage>, ProblemHttpResult>> Handle(
        Request body, Paging paging, OrganizationContext caller, IntentsDatabase database, CancellationToken cancel)
    {
        if (body.TenantId is { } tenant && tenant != caller.OrganizationId) return Problems.NotFound($"There is no organization '{tenant}' for this token.");
        var filter = new IntentFilter { Status = [IntentStatus.Pending.Word()], TargetArtifactId = body.TargetArtifactId, Type = body.IntentType is null ? null : [body.IntentType] };
        var faults = new Validation();
        ListIntents.Check(filter, paging, faults);
        if (faults.Problem is { } refusal) return refusal;
        return TypedResults.Ok(await IntentPage.Read(database, caller.OrganizationId, filter, paging, cancel));
    }
}
