using IntentEngine.Hosting.Authentication;
using IntentEngine.Hosting.Failures;
using IntentEngine.Hosting.Organizations;
using IntentEngine.Intents.ActionQueues.Commands;
using IntentEngine.Intents.ActionQueues.Rules;
using IntentEngine.Intents.ActionQueues.Storage;
using IntentEngine.Messaging.Database;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace IntentEngine.Intents.ActionQueues.Http;

/// <summary><c>POST /api/action-queues/claim</c> claims the next actions of any subjects, most urgent first. An empty list: there is nothing to do at the moment.</summary>
internal static class PostActionClaims
{
    private const int Most = 100;

    /// <summary>The body.</summary>
    public sealed record Request
    {
        /// <summary>Who will execute them, at most 100 characters.</summary>
        public required string Worker { get; init; }

        /// <summary>How many at most, 1 to 100. Default 1.</summary>
        public int Max { get; init; } = 1;

        /// <summary>For how long, in seconds, 1 to 3600. Absent: 60.</summary>
        public int? LeaseSeconds { get; init; }
    }

    /// <summary>The answer.</summary>
    public sealed record Answer
    {
        /// <summary>What the worker won.</summary>
        public required IReadOnlyList<ClaimedActionView> Items { get; init; }
    }

    public static void MapPostActionClaims(this IEndpointRouteBuilder queues) => queues
        .MapPost("/claim", Handle)
        .RequireAuthorization(Policies.Worker)
        .WithName(nameof(PostActionClaims))
        .WithSummary("Claim the next actions of any subjects");

    // No stored answer: a repeat would hand out leases that may be over. Whose answer is lost waits for the lease to end.
    internal static async Task<Results<Ok<Answer>, ProblemHttpResult>> Handle(Request body, OrganizationContext caller, SubjectLanes lanes, IntentsDatabase database, CancellationToken cancel)
    {
        var faults = new Validation();
        SubjectRules.CheckClaim(body.Worker, body.LeaseSeconds, faults);
        faults.RequireRange(body.Max, "max", 1, Most);
        if (faults.Problem is { } refusal) return refusal;

        var won = new List<ClaimedActionView>();
        // Others claim at the same time: what they won is gone from the next round of candidates.
        while (won.Count < body.Max && await Candidates(database, caller.OrganizationId, body.Max - won.Count, cancel) is { Count: > 0 } candidates)
        {
            var results = await Task.WhenAll(candidates.Select(subject =>
                lanes.Submit(SubjectCommands.Claim(caller.OrganizationId, subject, body.Worker, Guid.NewGuid(), body.LeaseSeconds), cancel)));
            won.AddRange(results.OfType<CommandResult.Done>().Select(done => ClaimedActionView.Of(done.Queue)));
        }

        return TypedResults.Ok(new Answer { Items = won });
    }

    private static Task<List<string>> Candidates(IntentsDatabase database, Guid organizationId, int most, CancellationToken cancel) =>
        database.ReadAsync(organizationId, QueueSql.SelectClaimable, [Parameter.Uuid(organizationId), Parameter.Whole(most)],
            async reader =>
            {
                var subjects = new List<string>();
                while (await reader.ReadAsync(cancel)) subjects.Add(reader.GetString(0));
                return subjects;
            },
            cancel);
}
