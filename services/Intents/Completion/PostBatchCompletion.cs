using IntentEngine.Hosting.Failures;
using IntentEngine.Hosting.Organizations;
using IntentEngine.Intents.Creation;
using IntentEngine.Intents.Reporting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace IntentEngine.Intents.Completion;

/// <summary><c>POST /api/intents/complete</c> reports many executions' work as done. Each report stands for itself; repeating one changes nothing.</summary>
internal static class PostBatchCompletion
{
    /// <summary>The body.</summary>
    public sealed record Request
    {
        /// <summary>1 to 100 reports, each of another intent.</summary>
        public required IReadOnlyList<CompletionReport> Completions { get; init; }
    }

    /// <summary>The answer.</summary>
    public sealed record Response
    {
        /// <summary>How many are completed.</summary>
        public required int Completed { get; init; }

        /// <summary>One for each report, in their order.</summary>
        public required IReadOnlyList<ReportOutcome> Results { get; init; }
    }

    public static void MapPostBatchCompletion(this IEndpointRouteBuilder intents) => intents
        .MapBatch("complete", Handle)
        .WithName(nameof(PostBatchCompletion))
        .WithSummary("Report up to 100 intents as done; each report is judged by itself");

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(Request body, OrganizationContext caller, BatchReports batches, CancellationToken cancel)
    {
        var (outcomes, refusal) = await BatchRoutes.Apply(BatchVerb.Complete, "completions", body.Completions, report => new BatchReport(report.IntentId, report.ExecutionId, Result: report.Result), Check, caller, batches, cancel);
        return refusal is null ? TypedResults.Ok(new Response { Completed = BatchRoutes.Succeeded(outcomes), Results = outcomes }) : refusal;
    }

    private static void Check(CompletionReport report, string name, Validation faults)
    {
        if (report.Result is { } result) JsonObjectRules.Check(result, $"{name}.result", faults);
    }
}
