using System.Text.Json;
using IntentEngine.Hosting.Failures;
using IntentEngine.Hosting.Organizations;
using IntentEngine.Lineage.OpenLineage.Wire;
using IntentEngine.Messaging.Database;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace IntentEngine.Lineage.OpenLineage.Listing;

/// <summary><c>GET /api/v1/events/lineage</c>: run events as they were told, as Marquez lists them.</summary>
internal static class EventList
{
    private const string Count = "select count(*)::int from openlineage_events where organization_id = $1 and kind = 'run' and event_time < $2 and event_time >= $3";

    private const string Newest = """
        select body::text from openlineage_events where organization_id = $1 and kind = 'run' and event_time < $2 and event_time >= $3
        order by event_time desc, event_hash desc limit $4 offset $5
        """;

    private const string Oldest = """
        select body::text from openlineage_events where organization_id = $1 and kind = 'run' and event_time < $2 and event_time >= $3
        order by event_time, event_hash limit $4 offset $5
        """;

    /// <summary>One page.</summary>
    /// <param name="Events">Run events.</param>
    /// <param name="TotalCount">How many there are on all pages.</param>
    public sealed record Response(IReadOnlyList<JsonElement> Events, int TotalCount);

    /// <summary>Which events.</summary>
    /// <param name="Before">Only earlier ones. Default all.</param>
    /// <param name="After">Only at this time or later. Default all.</param>
    /// <param name="SortDirection"><c>desc</c> (default) or <c>asc</c>, by event time.</param>
    /// <param name="Limit">0 to 1000. Default 100.</param>
    /// <param name="Offset">How many to skip. Default 0.</param>
    public sealed record Query(
        [property: FromQuery(Name = "before")] string? Before,
        [property: FromQuery(Name = "after")] string? After,
        [property: FromQuery(Name = "sortDirection")] string? SortDirection,
        [property: FromQuery(Name = "limit")] int? Limit,
        [property: FromQuery(Name = "offset")] int? Offset);

    public static async Task<Results<JsonHttpResult<Response>, ProblemHttpResult>> Handle(
        [AsParameters] Query query, OrganizationContext organization, LineageDatabase database, CancellationToken cancel)
    {
        var rules = new Validation();
        var before = Time(rules, query.Before, "before", new DateTimeOffset(9999, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var after = Time(rules, query.After, "after", DateTimeOffset.UnixEpoch.AddYears(-100));
        rules.RequireRange(query.Limit ?? 100, "limit", 0, 1000);
        rules.RequireRange(query.Offset ?? 0, "offset", 0, int.MaxValue);
        var ascending = string.Equals(query.SortDirection, "asc", StringComparison.OrdinalIgnoreCase);
        rules.Require(ascending || query.SortDirection is null || string.Equals(query.SortDirection, "desc", StringComparison.OrdinalIgnoreCase),
            "sortDirection", $"expected asc or desc; came '{query.SortDirection}'.");
        if (rules.Problem is { } refusal) return refusal;

        var id = organization.OrganizationId;
        var total = await database.ReadAsync(id, Count, [Parameter.Uuid(id), Parameter.Time(before), Parameter.Time(after)],
            async reader => await reader.ReadAsync(cancel) ? reader.GetInt32(0) : 0, cancel);
        var events = await database.ReadAsync<IReadOnlyList<JsonElement>>(id, ascending ? Oldest : Newest,
            [Parameter.Uuid(id), Parameter.Time(before), Parameter.Time(after), Parameter.Whole(query.Limit ?? 100), Parameter.Whole(query.Offset ?? 0)],
            async reader =>
            {
                var page = new List<JsonElement>();
                while (await reader.ReadAsync(cancel))
                    page.Add(JsonElement.Parse(reader.GetString(0), new JsonDocumentOptions { MaxDepth = OpenLineageJson.MostLevels }));
                return page;
            }, cancel);
        return TypedResults.Json(new Response(events, total), OpenLineageJson.Options);
    }

    private static DateTimeOffset? Time(Validation rules, string? text, string field, DateTimeOffset otherwise)
    {
        if (text is null) return otherwise;
        // A plus that was not escaped arrives as a space.
        var time = EventTime.Parse(text) ?? EventTime.Parse(text.Replace(' ', '+'));
        rules.Require(time is not null, field, $"expected a time such as 2026-01-31T12:00:00Z; came '{text}'.");
        return time;
    }
}
