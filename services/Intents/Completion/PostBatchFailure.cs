using IntentEngine.Hosting.Failures;
using IntentEngine.Hosting.Organizations;
using IntentEngine.Intents.Lifecycle;
using IntentEngine.Intents.Reporting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace IntentEngine.Intents.Completion;

/// <summary><c>POST /api/intents/fail</c> reports many executions' work as failed. Each report stands for itself; repeating one changes nothing.</summary>
internal static class PostBatchFailure
{
    /// <summary>The body.</summary>
    public sealed record Request
    {
        /// <summary>1 to 100 reports, each of another intent.</summary>
        public required IReadOnlyList<FailureReport> Failures { get; init; }
    }

    /// <summary>The answer.</summary>
    public sealed record Response
    {
        /// <summary>How many are failed.</summary>
        public required int Failed { get; init; }

        /// <summary>One for each report, in their order.</summary>
        public required IReadOnlyList<ReportOutcome> Results { get; init; }
    }

    public static void MapPostBatchFailure(this IEndpointRouteBuilder intents) => intents
        .MapBatch("fail", Handle)
        .WithName(nameof(PostBatchFailure))
        .WithSummary("Report up to 100 intents as failed; each report is judged by itself");

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(Request body, OrganizationContext caller, BatchReports batches, CancellationToken cancel)
    {
        var (outcomes, refusal) = await BatchRoutes.Apply(BatchVerb.Fail, "failures", body.Failures, report => new BatchReport(report.IntentId, report.ExecutionId, Error: report.Error), Check, caller, batches, cancel);
        return refusal is null ? TypedResults.Ok(new Response { Failed = BatchRoutes.Succeeded(outcomes), Results = outcomes }) : refusal;
    }

    private static void Check(FailureReport report, string name, Validation faults) => faults.RequireText(report.Error, $"{name}.error", Reasons.Longest);
}
