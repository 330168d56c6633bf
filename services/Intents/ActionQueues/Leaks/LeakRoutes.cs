using IntentEngine.Hosting.Authentication;
using IntentEngine.Hosting.Failures;
using IntentEngine.Hosting.Organizations;
using IntentEngine.Intents.Creation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace IntentEngine.Intents.ActionQueues.Leaks;

/// <summary><c>GET /api/action-queues/leaks</c> looks at the records kept here; <c>POST</c> compares with the list of an owner that keeps its own.</summary>
internal static class LeakRoutes
{
    private const int MostTokens = 10_000;

    /// <summary>The body of a comparison.</summary>
    public sealed class Request
    {
        /// <summary>Whose records these are.</summary>
        public required string Owner { get; init; }

        /// <summary>The tokens of all its records, at most 10,000.</summary>
        public required IReadOnlyList<string> Tokens { get; init; }
    }

    public static void MapLeakRoutes(this IEndpointRouteBuilder queues)
    {
        queues.MapGet("/leaks", Look).RequireAuthorization(Policies.Admin).WithName("GetLeaks").WithSummary("Tokens without record and records without token");
        queues.MapPost("/leaks", Compare).RequireAuthorization(Policies.Admin).WithName("PostLeaks").WithSummary("Compare an owner's records with the queues");
    }

    internal static async Task<Ok<LeakReport>> Look(OrganizationContext caller, LeakDetector detector, CancellationToken cancel) =>
        TypedResults.Ok(await detector.Look(caller.OrganizationId, cancel));

    internal static async Task<Results<Ok<LeakReport>, ProblemHttpResult>> Compare(Request body, OrganizationContext caller, LeakDetector detector, CancellationToken cancel)
    {
        var faults = new Validation();
        faults.RequireText(body.Owner, "owner", 63);
        faults.Require(body.Tokens.Count <= MostTokens, "tokens", $"expected at most {MostTokens}; came {body.Tokens.Count}.");
        faults.Require(body.Tokens.All(token => token is { Length: > 0 and <= NewIntentRules.LongestId } && !token.Contains('\0', StringComparison.Ordinal)), "tokens", $"expected texts of 1 to {NewIntentRules.LongestId} characters.");
        if (faults.Problem is { } refusal) return refusal;
        return TypedResults.Ok(await detector.Compare(caller.OrganizationId, body.Owner, body.Tokens, cancel));
    }
}
