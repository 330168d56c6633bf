using IntentEngine.Hosting.Organizations;
using IntentEngine.Intents.Reporting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace IntentEngine.Intents.Claiming;

/// <summary><c>POST /api/intents/release</c> gives many claimed intents back untouched, for others to claim. Each report stands for itself; repeating one changes nothing.</summary>
internal static class PostBatchRelease
{
    /// <summary>The body.</summary>
    public sealed record Request
    {
        /// <summary>1 to 100 reports, each of another intent.</summary>
        public required IReadOnlyList<ReleaseReport> Releases { get; init; }
    }

    /// <summary>The answer.</summary>
    public sealed record Response
    {
        /// <summary>How many are released.</summary>
        public required int Released { get; init; }

        /// <summary>One for each report, in their order.</summary>
        public required IReadOnlyList<ReportOutcome> Results { get; init; }
    }

    public static void MapPostBatchRelease(this IEndpointRouteBuilder intents) => intents
        .MapBatch("release", Handle)
        .WithName(nameof(PostBatchRelease))
        .WithSummary("Give up to 100 claimed intents back; each report is judged by itself");

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(Request body, OrganizationContext caller, BatchReports batches, CancellationToken cancel)
    {
        var (outcomes, refusal) = await BatchRoutes.Apply(BatchVerb.Release, "releases", body.Releases, report => new BatchReport(report.IntentId, report.ExecutionId), check: null, caller, batches, cancel);
        return refusal is null ? TypedResults.Ok(new Response { Released = BatchRoutes.Succeeded(outcomes), Results = outcomes }) : refusal;
    }
}
