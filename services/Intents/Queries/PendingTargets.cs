using IntentEngine.Hosting.Failures;
using IntentEngine.Hosting.Organizations;
using IntentEngine.Intents.Creation;
using IntentEngine.Messaging.Database;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace IntentEngine.Intents.Queries;

/// <summary><c>GET /api/intents/pending-targets</c>: the artifacts for which something of one type waits ("show me files with pending parse intents", seed 000).</summary>
internal static class PendingTargets
{
    private const string Select = """
        select target_artifact_id, count(*), min(created_at), max(created_at) from intent_executions
        where tenant_id = $1 and intent_type = $2 and status = 'pending' and target_artifact_id is not null and target_artifact_id > $3
        group by target_artifact_id order by target_artifact_id limit $4
        """;

    /// <summary>One artifact for which something waits.</summary>
    public sealed record Target
    {
        /// <summary>The artifact.</summary>
        public required string TargetArtifactId { get; init; }

        /// <summary>How many intents wait for it.</summary>
        public required long Pending { get; init; }

        /// <summary>When the first of them was created (UTC).</summary>
        public required DateTimeOffset OldestCreatedAt { get; init; }

        /// <summary>When the last of them was created (UTC).</summary>
        public required DateTimeOffset NewestCreatedAt { get; init; }
    }

    /// <summary>One page of artifacts, in the order of their ids.</summary>
    public sealed record Response
    {
        /// <summary>The artifacts of this page.</summary>
        public required IReadOnlyList<Target> Targets { get; init; }

        /// <summary>Send it as <c>after</c> for the page after this one. Absent: this is the last page.</summary>
        public string? Next { get; init; }
    }

    public static void MapPendingTargets(this IEndpointRouteBuilder intents) => intents
        .MapGet("/pending-targets", Handle)
        .WithName(nameof(PendingTargets))
        .WithSummary("List the artifacts with pending intents of one type");

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        [FromQuery(Name = "intent_type")] string intentType, string? after, int? limit, OrganizationContext caller, IntentsDatabase database, CancellationToken cancel)
    {
        var faults = new Validation();
        faults.Require(NewIntentRules.IsType(intentType), "intent_type", $"expected {NewIntentRules.TypeRule}.");
        if (after is not null) faults.RequireText(after, "after", NewIntentRules.LongestId);
        var most = limit ?? Hosting.Requests.Paging.DefaultLimit;
        faults.RequireRange(most, "limit", 1, Hosting.Requests.Paging.MaximumLimit);
        if (faults.Problem is { } refusal) return refusal;

        var query = new NpgsqlBatchCommand(Select) { Parameters = { Parameter.Uuid(caller.OrganizationId), Parameter.Text(intentType), Parameter.Text(after ?? ""), Parameter.Whole(most + 1) } };
        var found = await IntentReading.Read(database, caller.OrganizationId, query, Read, cancel);
        return TypedResults.Ok(new Response { Targets = [.. found.Take(most)], Next = found.Count > most ? found[most - 1].TargetArtifactId : null });
    }

    private static Target Read(NpgsqlDataReader row) => new()
    {
        TargetArtifactId = row.GetString(0),
        Pending = row.GetInt64(1),
        OldestCreatedAt = row.GetFieldValue<DateTimeOffset>(2),
        NewestCreatedAt = row.GetFieldValue<DateTimeOffset>(3),
    };
}
