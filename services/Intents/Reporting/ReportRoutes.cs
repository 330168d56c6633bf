using IntentEngine.Hosting.Authentication;
using IntentEngine.Hosting.Failures;
using IntentEngine.Hosting.Organizations;
using IntentEngine.Hosting.Requests;
using IntentEngine.Intents.Creation;
using IntentEngine.Intents.Lifecycle;
using IntentEngine.Intents.Log;
using IntentEngine.Intents.Queries;
using IntentEngine.Intents.Replies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace IntentEngine.Intents.Reporting;

/// <summary>What the routes have in common on which the execution that claimed an intent reports about it.</summary>
internal static class ReportRoutes
{
    /// <summary>Maps <c>POST /api/intents/{intentId}/VERB</c> for workers.</summary>
    public static RouteHandlerBuilder MapReport(this IEndpointRouteBuilder intents, string verb, Delegate handle) => intents
        .MapPost($"/{{intentId}}/{verb}", handle)
        .RequireAuthorization(Policies.Worker);

    /// <summary>Checks a report and applies its rule; answered with 200 and the intent, 404 or 409.</summary>
    /// <param name="log">Applies it.</param>
    /// <param name="caller">Who reports.</param>
    /// <param name="key">By which a repeat is recognised.</param>
    /// <param name="intentId">The intent.</param>
    /// <param name="executionId">The execution that says it claimed it.</param>
    /// <param name="check">Notes the faults of what else was said.</param>
    /// <param name="decide">The rule.</param>
    /// <param name="cancel">Gives up.</param>
    public static async Task<Results<Ok<IntentView>, ProblemHttpResult>> Take(
        IntentLog log, OrganizationContext caller, IdempotencyFeature? key, string intentId, string executionId, Action<Validation>? check, Func<Intent, DateTimeOffset, Decision> decide, CancellationToken cancel)
    {
        var faults = new Validation();
        faults.RequireText(executionId, "execution_id", NewIntentRules.LongestId);
        check?.Invoke(faults);
        return faults.Problem is { } refusal ? refusal : await Answers.Change(log, Answers.Request(caller, intentId, key), decide, cancel);
    }
}
