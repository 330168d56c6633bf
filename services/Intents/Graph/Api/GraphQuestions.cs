using IntentEngine.Hosting.Failures;
using IntentEngine.Hosting.Organizations;
using IntentEngine.Intents.Graph.Search;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace IntentEngine.Intents.Graph.Api;

/// <summary><c>POST /api/intent-graph/query</c> and <c>/search</c>, similar intents, statistics.</summary>
internal static class GraphQuestions
{
    /// <summary>The body of <c>search</c>.</summary>
    public sealed class SearchRequest
    {
        /// <summary>What the intents should be about, 1 to 1000 characters.</summary>
        public required string Query { get; init; }

        /// <summary>How many, 1 to 200; default 50.</summary>
        public int? Limit { get; init; }
    }

    public static void MapGraphQuestions(this IEndpointRouteBuilder graph)
    {
        graph.MapPost("/query", Query).WithName("QueryGraph").WithSummary("Intents by status, text, metadata, time and edges, sorted");
        graph.MapPost("/search", Search).WithName("SearchGraph").WithSummary("Intents by relevance to a text, best first");
        graph.MapGet("/intents/{intentId}/similar", Similar).WithName("SimilarGraphIntents").WithSummary("Intents whose goals share words with this one's");
        graph.MapGet("/statistics", Statistics).WithName("GraphStatistics").WithSummary("How many intents and edges of which kind, and how they are connected");
    }

    internal static async Task<Results<Ok<QueryResult>, ProblemHttpResult>> Query(IntentQueryBody body, OrganizationContext caller, GraphQueries queries, CancellationToken cancel)
    {
        var faults = new Validation();
        var query = body.Check(faults);
        if (faults.Problem is { } invalid) return invalid;
        return TypedResults.Ok(await queries.Run(caller.OrganizationId, query, cancel));
    }

    internal static async Task<Results<Ok<ScoredIntents>, ProblemHttpResult>> Search(SearchRequest body, OrganizationContext caller, RelevanceSearch search, CancellationToken cancel)
    {
        var faults = new Validation();
        faults.RequireText(body.Query, "query", 1000);
        faults.RequireRange(body.Limit ?? GraphPaging.DefaultLimit, "limit", 1, GraphPaging.MaximumLimit);
        if (faults.Problem is { } invalid) return invalid;
        return TypedResults.Ok(await search.Search(caller.OrganizationId, body.Query, body.Limit ?? GraphPaging.DefaultLimit, cancel));
    }

    internal static async Task<Results<Ok<ScoredIntents>, ProblemHttpResult>> Similar(string intentId, [FromQuery] int? limit, OrganizationContext caller, RelevanceSearch search, CancellationToken cancel)
    {
        var faults = new Validation();
        faults.RequireRange(limit ?? GraphPaging.DefaultLimit, "limit", 1, GraphPaging.MaximumLimit);
        if (faults.Problem is { } invalid) return invalid;
        return GraphAnswers.Ok(await search.Similar(caller.OrganizationId, intentId, limit ?? GraphPaging.DefaultLimit, cancel));
    }

    internal static async Task<Ok<Graph.Search.GraphStatistics>> Statistics(OrganizationContext caller, GraphCounting counting, CancellationToken cancel) =>
        TypedResults.Ok(await counting.Count(caller.OrganizationId, cancel));
}
