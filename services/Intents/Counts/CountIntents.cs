using IntentEngine.Hosting.Failures;
using IntentEngine.Hosting.Organizations;
using IntentEngine.Intents.Lifecycle;
using IntentEngine.Intents.Queries;
using IntentEngine.Messaging.Database;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace IntentEngine.Intents.Counts;

/// <summary><c>GET /api/intents/counts</c>: how many intents are in each status, for badges.</summary>
/// <remarks>Counted up to 1000 for each status, so that a badge costs the same however many there are; beyond, it shows "1000+".</remarks>
internal static class CountIntents
{
    private const int CountedTo = 1000;

    private const string Select = """
        select s.status, (select count(*) from (select 1 from intent_executions i where i.tenant_id = $1 and i.status = s.status{0} limit $3) as counted)
        from unnest($2) as s (status)
        """;

    /// <summary>The counts.</summary>
    public sealed record Response
    {
        /// <summary>For each of the five statuses how many there are, at most 1000.</summary>
        public required IReadOnlyDictionary<string, long> Counts { get; init; }

        /// <summary>The statuses with more than that.</summary>
        public required IReadOnlyList<string> More { get; init; }
    }

    public static void MapCountIntents(this IEndpointRouteBuilder intents) => intents
        .MapGet("/counts", Handle)
        .WithName(nameof(CountIntents))
        .WithSummary("Count intents by status, up to 1000 each; of one or several types, or of one target, when asked");

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        string[]? type, [FromQuery(Name = "target_artifact_id")] string? targetArtifactId, OrganizationContext caller, IntentsDatabase database, CancellationToken cancel)
    {
        var filter = new IntentFilter { Type = type, TargetArtifactId = targetArtifactId };
        var faults = new Validation();
        filter.Check(faults);
        if (faults.Problem is { } refusal) return refusal;

        var query = new NpgsqlBatchCommand
        {
            Parameters = { Parameter.Uuid(caller.OrganizationId), Parameter.Texts([.. IntentStatusNames.All]), Parameter.Whole(CountedTo + 1) },
        };
        var narrowed = "";
        if (filter.Types.Count > 0)
        {
            query.Parameters.Add(Parameter.Texts([.. filter.Types]));
            narrowed += $" and i.intent_type = any(${query.Parameters.Count})";
        }

        if (targetArtifactId is not null)
        {
            query.Parameters.Add(Parameter.Text(targetArtifactId));
            narrowed += $" and i.target_artifact_id = ${query.Parameters.Count}";
        }

        query.CommandText = Select.Replace("{0}", narrowed, StringComparison.Ordinal);
        var counts = await IntentReading.Read(database, caller.OrganizationId, query, row => (Status: row.GetString(0), Count: row.GetInt64(1)), cancel);
        return TypedResults.Ok(new Response
        {
            Counts = counts.ToDictionary(c => c.Status, c => Math.Min(c.Count, CountedTo)),
            More = [.. counts.Where(c => c.Count > CountedTo).Select(c => c.Status)],
        });
    }
}
