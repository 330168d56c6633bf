using System.Globalization;
using IntentEngine.Hosting.Failures;
using IntentEngine.Hosting.Organizations;
using IntentEngine.Lineage.OpenLineage.Graph;
using IntentEngine.Lineage.OpenLineage.Wire;
using IntentEngine.Lineage.Storage;
using IntentEngine.Messaging.Database;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace IntentEngine.Lineage.OpenLineage.Listing;

/// <summary><c>GET /api/v1/search?q=</c>: jobs and datasets of OpenLineage clients by a part of their name, as Marquez answers.</summary>
/// <remarks>Row-level security keeps indexes of parts of names from being used, so what is looked through is limited to what changed last.</remarks>
internal static class SearchResource
{
    // Of jobs and of datasets each.
    private const int MostRead = 50_000;

    private const string Jobs = "(select 'JOB' as type, j.namespace, j.name, j.updated_at from openlineage_jobs j where j.organization_id = $1 order by j.updated_at desc, j.job_id limit $2)";

    private const string Datasets = "(select 'DATASET' as type, d.namespace, d.name, d.updated_at from openlineage_datasets d where d.organization_id = $1 order by d.updated_at desc, d.dataset_id limit $2)";

    private const string Matching = """
        x where strpos(lower(x.name), lower($3)) > 0 and ($4::text is null or x.namespace = $4) and ($5::timestamptz is null or x.updated_at < $5) and ($6::timestamptz is null or x.updated_at > $6)
        """;

    /// <summary>What is asked.</summary>
    /// <param name="Q">A part of the name, 1 to 1000 characters; capital and small letters are the same.</param>
    /// <param name="Filter"><c>JOB</c> or <c>DATASET</c>. Default both.</param>
    /// <param name="Sort"><c>NAME</c> (default) or <c>UPDATE_AT</c>, the last changed first.</param>
    /// <param name="Limit">0 to 1000. Default 10.</param>
    /// <param name="Namespace">Only of this one. Default all.</param>
    /// <param name="Before">Only what changed last before this day, UTC, e.g. 2026-01-31. Default all.</param>
    /// <param name="After">Only what changed last after the beginning of this day. Default all.</param>
    public sealed record Query(
        [property: FromQuery(Name = "q")] string? Q,
        [property: FromQuery(Name = "filter")] string? Filter,
        [property: FromQuery(Name = "sort")] string? Sort,
        [property: FromQuery(Name = "limit")] int? Limit,
        [property: FromQuery(Name = "namespace")] string? Namespace,
        [property: FromQuery(Name = "before")] string? Before,
        [property: FromQuery(Name = "after")] string? After);

    /// <summary>What was found.</summary>
    /// <param name="TotalCount">How many <paramref name="Results"/> there are.</param>
    /// <param name="Results">Jobs and datasets.</param>
    public sealed record Response(int TotalCount, IReadOnlyList<Result> Results);

    /// <summary>A job or dataset; its time is UTC.</summary>
    public sealed record Result(string Type, string Name, DateTime UpdatedAt, string Namespace, string NodeId);

    public static async Task<Results<JsonHttpResult<Response>, ProblemHttpResult>> Handle(
        [AsParameters] Query query, OrganizationContext organization, LineageDatabase database, CancellationToken cancel)
    {
        var rules = new Validation();
        rules.RequireText(query.Q, "q", 1_000);
        if (query.Namespace is { } scope) rules.RequireText(scope, "namespace", EventFields.LongestNamespace);
        var (filter, sort) = (query.Filter?.ToUpperInvariant(), query.Sort?.ToUpperInvariant() ?? "NAME");
        rules.Require(filter is null or "JOB" or "DATASET", "filter", $"expected JOB or DATASET; came '{query.Filter}'.");
        rules.Require(sort is "NAME" or "UPDATE_AT", "sort", $"expected NAME or UPDATE_AT; came '{query.Sort}'.");
        rules.RequireRange(query.Limit ?? 10, "limit", 0, 1000);
        var (before, after) = (Day(rules, query.Before, "before"), Day(rules, query.After, "after"));
        if (rules.Problem is { } refusal) return refusal;

        var rows = filter switch { "JOB" => Jobs, "DATASET" => Datasets, _ => $"({Jobs} union all {Datasets})" };
        var order = sort == "NAME" ? "x.name, x.namespace, x.type" : "x.updated_at desc, x.name, x.namespace, x.type";
        var id = organization.OrganizationId;
        var found = await database.ReadAllAsync(id, $"select x.type, x.namespace, x.name, x.updated_at from {rows} {Matching} order by {order} limit $7",
            [Parameter.Uuid(id), Parameter.Whole(MostRead), Parameter.Text(query.Q), Parameter.Text(query.Namespace), Parameter.Time(before), Parameter.Time(after), Parameter.Whole(query.Limit ?? 10)],
            row =>
            {
                var (type, name) = (row.GetString(0), new NodeName(row.GetString(1), row.GetString(2)));
                return new Result(type, name.Name, row.GetFieldValue<DateTimeOffset>(3).UtcDateTime, name.Namespace, type == "JOB" ? NodeId.OfJob(name) : NodeId.OfDataset(name));
            }, cancel);
        return TypedResults.Json(new Response(found.Count, found), OpenLineageJson.Options);
    }

    private static DateTimeOffset? Day(Validation rules, string? text, string field)
    {
        if (text is null) return null;
        var isDay = DateTimeOffset.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var day);
        rules.Require(isDay, field, $"expected a day such as 2026-01-31; came '{text}'.");
        return day;
    }
}
