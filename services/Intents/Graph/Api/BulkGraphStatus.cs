using IntentEngine.Hosting.Authentication;
using IntentEngine.Hosting.Failures;
using IntentEngine.Hosting.Organizations;
using IntentEngine.Hosting.Requests;
using IntentEngine.Intents.Graph.Changes;
using IntentEngine.Intents.Graph.Creation;
using IntentEngine.Intents.Graph.Lifecycle;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace IntentEngine.Intents.Graph.Api;

/// <summary><c>POST /api/intent-graph/transitions</c> and <c>…/archive-completed</c>: many intents, each for itself; what succeeded stays.</summary>
internal static class BulkGraphStatus
{
    /// <summary>The body of <c>transitions</c>.</summary>
    public sealed class Request
    {
        /// <summary>1 to 200 intents.</summary>
        public required IReadOnlyList<string> IntentIds { get; init; }

        /// <summary>active, executing, completed, failed, suspended or archived.</summary>
        public required string To { get; init; }

        /// <summary>Why, for people; at most 2000 characters.</summary>
        public string? Reason { get; init; }
    }

    /// <summary>The body of <c>archive-completed</c>; may be absent.</summary>
    public sealed class ArchiveRequest
    {
        /// <summary>Only what has not changed for so many days, 0 to 36500; default 0: all.</summary>
        public int Days { get; init; }
    }

    /// <summary>What became of them.</summary>
    /// <param name="Succeeded">Ids that changed.</param>
    /// <param name="Failed">Ids that did not, and why.</param>
    /// <param name="More">Whether there are more to archive: ask again.</param>
    internal sealed record Response(IReadOnlyList<string> Succeeded, IReadOnlyList<BulkResult.Failure> Failed, bool? More = null);

    public static void MapBulkGraphStatus(this IEndpointRouteBuilder graph)
    {
        graph.MapPost("/transitions", Transition).RequireAuthorization(Policies.Member).Produces<Response>().Produces<Response>(StatusCodes.Status207MultiStatus)
            .WithName("TransitionGraphIntents").WithSummary("Change the status of up to 200 intents, each for itself; 207 when some did not change");
        graph.MapPost("/archive-completed", Archive).RequireAuthorization(Policies.Member).Produces<Response>().Produces<Response>(StatusCodes.Status207MultiStatus)
            .WithName("ArchiveCompletedGraphIntents").WithSummary("Archive what is completed, up to 200 intents at a time");
    }

    internal static async Task<Results<JsonHttpResult<Response>, ProblemHttpResult>> Transition(
        Request body, OrganizationContext caller, StatusChanges changes, GraphWriter writer, IdempotencyFeature? key, CancellationToken cancel)
    {
        var faults = new Validation();
        faults.RequireRange(body.IntentIds.Count, "intent_ids", 1, StatusChanges.MostAtOnce);
        faults.Require(body.IntentIds.All(id => id is not null), "intent_ids", "expected ids; came null.");
        GraphTextRules.Optional(body.Reason, "reason", GraphReasons.Longest, faults);
        var to = ListFilter.Statuses([body.To], "to", faults);
        if (faults.Problem is { } invalid) return invalid;
        var each = GraphAnswers.Request(caller, key: null);
        var result = await StatusChanges.Each(body.IntentIds.Distinct(), id => changes.Transition(each, id, to[0], body.Reason, cancel));
        return await Answer(new Response(result.Succeeded, result.Failed), GraphAnswers.Request(caller, key), writer);
    }

    internal static async Task<Results<JsonHttpResult<Response>, ProblemHttpResult>> Archive(
        ArchiveRequest? body, OrganizationContext caller, CompletedArchival archival, GraphWriter writer, IdempotencyFeature? key, CancellationToken cancel)
    {
        var faults = new Validation();
        faults.RequireRange(body?.Days ?? 0, "days", 0, 36_500);
        if (faults.Problem is { } invalid) return invalid;
        var (result, more) = await archival.Archive(GraphAnswers.Request(caller, key: null), body?.Days ?? 0, cancel);
        return await Answer(new Response(result.Succeeded, result.Failed, more), GraphAnswers.Request(caller, key), writer);
    }

    // Each change was a transaction of its own. The answer is kept behind them: who repeats a request that died in between
    // finds what was done among the failures, since no status follows itself.
    private static async Task<JsonHttpResult<Response>> Answer(Response response, GraphRequest request, GraphWriter writer)
    {
        var status = response.Failed.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status207MultiStatus;
        await writer.Remember(request.OrganizationId, request.Remember(status, response));
        return TypedResults.Json(response, statusCode: status);
    }
}
