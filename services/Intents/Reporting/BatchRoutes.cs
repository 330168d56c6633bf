using IntentEngine.Hosting.Authentication;
using IntentEngine.Hosting.Failures;
using IntentEngine.Hosting.Organizations;
using IntentEngine.Intents.Creation;
using IntentEngine.Intents.Log;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace IntentEngine.Intents.Reporting;

/// <summary>What the routes that take many reports have in common. Each report stands for itself; repeating one changes nothing.</summary>
/// <remarks>They take no <c>Idempotency-Key</c> and need none: the execution id makes the repeat recognisable.</remarks>
internal static class BatchRoutes
{
    /// <summary>Most reports of one request.</summary>
    internal const int MostReports = 100;

    private const int LargestBody = 4 * 1024 * 1024;

    /// <summary>Maps <c>POST /api/intents/VERB</c> for workers.</summary>
    public static RouteHandlerBuilder MapBatch(this IEndpointRouteBuilder intents, string verb, Delegate handle) => intents
        .MapPost($"/{verb}", handle)
        .RequireAuthorization(Policies.Worker)
        .WithMetadata(new RequestSizeLimitAttribute(LargestBody));

    /// <summary>Checks and applies the reports of one request.</summary>
    /// <param name="verb">What they say.</param>
    /// <param name="field">Their name in the body.</param>
    /// <param name="wire">As they came; a foreign sender may write null among them.</param>
    /// <param name="read">One of them as a report.</param>
    /// <param name="check">Notes the faults of one beyond its ids, by the name of the report.</param>
    /// <param name="caller">Who reports.</param>
    /// <param name="batches">Applies them.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>One outcome for each report, in their order; or the refusal of all.</returns>
    public static async Task<(IReadOnlyList<ReportOutcome> Outcomes, ProblemHttpResult? Refusal)> Apply<T>(
        BatchVerb verb, string field, IReadOnlyList<T?> wire, Func<T, BatchReport> read, Action<T, string, Validation>? check, OrganizationContext caller, BatchReports batches, CancellationToken cancel)
        where T : class
    {
        var faults = new Validation();
        var reports = Read(field, wire, read, check, faults);
        if (faults.Problem is { } refusal) return ([], refusal);
        var results = await batches.Apply(verb, caller.OrganizationId, Actor.Of(caller), reports, cancel);
        return ([.. reports.Zip(results, (report, result) => ReportOutcome.Of(verb, report.IntentId, result))], null);
    }

    /// <summary>How many are as they were reported.</summary>
    public static int Succeeded(IReadOnlyList<ReportOutcome> outcomes) => outcomes.Count(outcome => outcome.Code == StatusCodes.Status200OK);

    private static List<BatchReport> Read<T>(string field, IReadOnlyList<T?> wire, Func<T, BatchReport> read, Action<T, string, Validation>? check, Validation faults)
        where T : class
    {
        var reports = new List<BatchReport>();
        if (!faults.Require(wire.Count is >= 1 and <= MostReports, field, $"expected 1 to {MostReports} reports; came {wire.Count}.")) return reports;
        var seen = new HashSet<string>();
        for (var i = 0; i < wire.Count; i++)
        {
            var name = $"{field}[{i}]";
            if (wire[i] is not { } came)
            {
                faults.Require(false, name, "expected an object; came nothing.");
                continue;
            }

            var report = read(came);
            faults.RequireText(report.IntentId, $"{name}.intent_id", NewIntentRules.LongestId);
            faults.RequireText(report.ExecutionId, $"{name}.execution_id", NewIntentRules.LongestId);
            check?.Invoke(came, name, faults);
            faults.Require(seen.Add(report.IntentId), $"{name}.intent_id", "expected each intent once; this one was reported before.");
            reports.Add(report);
        }

        return reports;
    }
}
