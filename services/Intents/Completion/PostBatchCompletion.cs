using IntentEngine.Hosting.Authentication;
using IntentEngine.Hosting.Failures;
using IntentEngine.Hosting.Organizations;
using IntentEngine.Intents.Creation;
using IntentEngine.Intents.Lifecycle;
using IntentEngine.Intents.Log;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace IntentEngine.Intents.Completion;

/// <summary><c>POST /api/intents/complete</c> reports many executions' work as done. Each report stands for itself; repeating one changes nothing.</summary>
/// <remarks>It takes no <c>Idempotency-Key</c> and needs none: the execution id makes the repeat recognisable.</remarks>
internal static class PostBatchCompletion
{
    /// <summary>Most reports of one request.</summary>
    internal const int MostReports = 100;

    private const int LargestBody = 4 * 1024 * 1024;

    /// <summary>The body.</summary>
    public sealed record Request
    {
        /// <summary>1 to 100 reports, each of another intent.</summary>
        public required IReadOnlyList<CompletionReport> Completions { get; init; }
    }

    /// <summary>What became of one report.</summary>
    public sealed record Outcome
    {
        /// <summary>The intent.</summary>
        public required string IntentId { get; init; }

        /// <summary>200: it is completed, now or before. 409: its state forbids it. 404: the organization has no such intent.</summary>
        public required int Code { get; init; }

        /// <summary>The intent's status afterwards. Absent: there is no such intent.</summary>
        public string? Status { get; init; }

        /// <summary>Why it was refused. Absent: it was not.</summary>
        public string? Detail { get; init; }
    }

    /// <summary>The answer.</summary>
    public sealed record Response
    {
        /// <summary>How many are completed.</summary>
        public required int Completed { get; init; }

        /// <summary>One for each report, in their order.</summary>
        public required IReadOnlyList<Outcome> Results { get; init; }
    }

    public static void MapPostBatchCompletion(this IEndpointRouteBuilder intents) => intents
        .MapPost("/complete", Handle)
        .RequireAuthorization(Policies.Worker)
        .WithMetadata(new RequestSizeLimitAttribute(LargestBody))
        .WithName(nameof(PostBatchCompletion))
        .WithSummary("Report up to 100 intents as done; each report is judged by itself");

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(Request body, OrganizationContext caller, BatchCompletion completion, CancellationToken cancel)
    {
        if (Check(body.Completions).Problem is { } refusal) return refusal;
        var results = await completion.Complete(caller.OrganizationId, Actor.Of(caller), body.Completions, cancel);
        Outcome[] outcomes = [.. body.Completions.Zip(results, Judge)];
        return TypedResults.Ok(new Response { Completed = outcomes.Count(o => o.Code == StatusCodes.Status200OK), Results = outcomes });
    }

    private static Validation Check(IReadOnlyList<CompletionReport?> reports)
    {
        var faults = new Validation();
        if (!faults.Require(reports.Count is >= 1 and <= MostReports, "completions", $"expected 1 to {MostReports} reports; came {reports.Count}.")) return faults;
        var seen = new HashSet<string>();
        for (var i = 0; i < reports.Count; i++)
        {
            var name = $"completions[{i}]";
            if (!faults.Require(reports[i] is not null, name, "expected an object; came nothing.")) continue;
            var report = reports[i]!;
            faults.RequireText(report.IntentId, $"{name}.intent_id", NewIntentRules.LongestId);
            faults.RequireText(report.ExecutionId, $"{name}.execution_id", NewIntentRules.LongestId);
            if (report.Result is { } result) JsonObjectRules.Check(result, $"{name}.result", faults);
            faults.Require(seen.Add(report.IntentId), $"{name}.intent_id", "expected each intent once; this one was reported before.");
        }

        return faults;
    }

    // No result: it was completed together with others.
    private static Outcome Judge(CompletionReport report, ChangeResult? result) => result switch
    {
        null => new Outcome { IntentId = report.IntentId, Code = StatusCodes.Status200OK, Status = IntentStatus.Completed.Word() },
        ChangeResult.Done done => new Outcome { IntentId = report.IntentId, Code = StatusCodes.Status200OK, Status = done.Intent.Status.Word() },
        ChangeResult.Refused refused => new Outcome { IntentId = report.IntentId, Code = StatusCodes.Status409Conflict, Status = refused.Intent.Status.Word(), Detail = refused.Reason },
        _ => new Outcome { IntentId = report.IntentId, Code = StatusCodes.Status404NotFound, Detail = "There is no such intent in this organization." },
    };
}
