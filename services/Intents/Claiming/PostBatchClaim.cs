using IntentEngine.Hosting.Authentication;
using IntentEngine.Hosting.Failures;
using IntentEngine.Hosting.Organizations;
using IntentEngine.Intents.Log;
using IntentEngine.Intents.Queries;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace IntentEngine.Intents.Claiming;

/// <summary><c>POST /api/intents/claim</c> takes on pending intents, the most urgent and then the oldest first; waits for some when asked to.</summary>
/// <remarks>It takes no <c>Idempotency-Key</c>: an answer that was lost is made good by the lease, which gives the intents back.</remarks>
internal static class PostBatchClaim
{
    private const int LongestWait = 30;

    // Longer than the longest wait, which ends with an answer and not with 504.
    private static readonly TimeSpan LongestRequest = TimeSpan.FromSeconds(LongestWait + 15);

    /// <summary>The body.</summary>
    public sealed record Request
    {
        /// <summary>What the worker can do: 1 to 20 intent types.</summary>
        public required IReadOnlyList<string> Types { get; init; }

        /// <summary>How many intents at most, 1 to 100. Default 1.</summary>
        public int Max { get; init; } = 1;

        /// <summary>How long each claim holds without a heartbeat, 1 to 86400 seconds; then the intent waits again.</summary>
        public required int LeaseSeconds { get; init; }

        /// <summary>Who will execute them, at most 100 characters.</summary>
        public required string Worker { get; init; }

        /// <summary>How long to wait when there is nothing to do, 0 to 30 seconds. Default 0.</summary>
        public int WaitSeconds { get; init; }
    }

    /// <summary>What was won.</summary>
    public sealed record Response
    {
        /// <summary>The intents, each with its <c>execution_id</c> and <c>lease_until</c>. Empty: there was nothing to do.</summary>
        public required IReadOnlyList<IntentView> Intents { get; init; }
    }

    public static void MapPostBatchClaim(this IEndpointRouteBuilder intents) => intents
        .MapPost("/claim", Handle)
        .RequireAuthorization(Policies.Worker)
        .WithRequestTimeout(LongestRequest)
        .WithName(nameof(PostBatchClaim))
        .WithSummary("Claim up to 100 pending intents of some types under a lease; wait for some if there are none");

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(Request body, OrganizationContext caller, BatchClaims claims, CancellationToken cancel)
    {
        var faults = new Validation();
        ClaimWish.Check(body.Types, "types", body.Max, body.LeaseSeconds, body.Worker, faults);
        faults.RequireRange(body.WaitSeconds, "wait_seconds", 0, LongestWait);
        if (faults.Problem is { } refusal) return refusal;

        var wish = new ClaimWish
        {
            OrganizationId = caller.OrganizationId,
            IntentTypes = body.Types,
            Max = body.Max,
            Lease = TimeSpan.FromSeconds(body.LeaseSeconds),
            Worker = body.Worker,
            Actor = Actor.Of(caller),
        };
        var claimed = await claims.ClaimOrWait(wish, TimeSpan.FromSeconds(body.WaitSeconds), cancel);
        return TypedResults.Ok(new Response { Intents = [.. claimed.Select(IntentView.Of)] });
    }
}
