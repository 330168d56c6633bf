using IntentEngine.Hosting.Failures;
using IntentEngine.Hosting.Organizations;
using IntentEngine.Intents.Graph.Views;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace IntentEngine.Intents.Graph.Api;

/// <summary><c>POST /api/intent-graph/view</c> and <c>/context</c>: a neighbourhood small enough to look at.</summary>
internal static class ViewGraph
{
    /// <summary>The body: where to look from, and how much to show.</summary>
    public sealed class Request
    {
        /// <summary>At most 100 intents to look from; those that do not exist are ignored. Absent: query.</summary>
        public IReadOnlyList<string>? FocalIntents { get; init; }

        /// <summary>Looks from the intents that answer it, 1 to 1000 characters. Absent: focal_intents.</summary>
        public string? Query { get; init; }

        /// <summary>Most intents, 1 to 1000; default 100.</summary>
        public int? MaxIntents { get; init; }

        /// <summary>How many edges away, 0 to 10; default 2.</summary>
        public int? TraversalDepth { get; init; }

        /// <summary>Whether large clusters become summaries; default true.</summary>
        public bool? EnableSummarization { get; init; }

        /// <summary>Clusters with more intents than this become summaries, 1 to 1000; default 5.</summary>
        public int? SummarizationThreshold { get; init; }

        /// <summary>Most intents that a query brings into focus, 1 to 200; default 50.</summary>
        public int? MaxSearchResults { get; init; }

        /// <summary>Most tokens, 100 to 1000000; default 8000.</summary>
        public int? MaxTokens { get; init; }

        /// <summary>Intents less important than this are left out unless in focus, 0 to 10; default 0.3.</summary>
        public double? RelevanceThreshold { get; init; }

        internal ViewSettings Check(Validation faults)
        {
            var usual = new ViewSettings();
            faults.Require(FocalIntents is null != Query is null, "focal_intents", $"expected either focal_intents or query; came {(Query is null ? "neither" : "both")}.");
            faults.RequireRange(FocalIntents?.Count ?? 0, "focal_intents", 0, 100);
            faults.Require(FocalIntents?.All(id => id is not null) != false, "focal_intents", "expected ids; came null.");
            if (Query is not null) faults.RequireText(Query, "query", 1000);
            faults.RequireRange(MaxIntents ?? usual.MaxIntents, "max_intents", 1, 1000);
            faults.RequireRange(TraversalDepth ?? usual.TraversalDepth, "traversal_depth", 0, 10);
            faults.RequireRange(SummarizationThreshold ?? usual.SummarizationThreshold, "summarization_threshold", 1, 1000);
            faults.RequireRange(MaxSearchResults ?? usual.MaxSearchResults, "max_search_results", 1, 200);
            faults.RequireRange(MaxTokens ?? usual.MaxTokens, "max_tokens", 100, 1_000_000);
            faults.Require(RelevanceThreshold is null or (>= 0 and <= 10), "relevance_threshold", $"expected 0 to 10; came {RelevanceThreshold}.");
            return new ViewSettings
            {
                MaxIntents = MaxIntents ?? usual.MaxIntents,
                TraversalDepth = TraversalDepth ?? usual.TraversalDepth,
                EnableSummarization = EnableSummarization ?? usual.EnableSummarization,
                SummarizationThreshold = SummarizationThreshold ?? usual.SummarizationThreshold,
                MaxSearchResults = MaxSearchResults ?? usual.MaxSearchResults,
                MaxTokens = MaxTokens ?? usual.MaxTokens,
                RelevanceThreshold = RelevanceThreshold ?? usual.RelevanceThreshold,
            };
        }
    }

    public static void MapViewGraph(this IEndpointRouteBuilder graph)
    {
        graph.MapPost("/view", View).WithName("ViewGraph").WithSummary("The neighbourhood of some intents, large clusters summed up");
        graph.MapPost("/context", Context).WithName("GraphContext").WithSummary("The same as a list for a language model, within a token budget");
    }

    internal static async Task<Results<Ok<VirtualView>, ProblemHttpResult>> View(Request body, OrganizationContext caller, GraphViews views, CancellationToken cancel)
    {
        var faults = new Validation();
        var settings = body.Check(faults);
        if (faults.Problem is { } invalid) return invalid;
        return TypedResults.Ok(await Make(body, settings, caller, views, cancel));
    }

    internal static async Task<Results<Ok<LoadedContext>, ProblemHttpResult>> Context(Request body, OrganizationContext caller, GraphViews views, CancellationToken cancel)
    {
        var faults = new Validation();
        var settings = body.Check(faults);
        if (faults.Problem is { } invalid) return invalid;
        return TypedResults.Ok(LoadedContext.Of(await Make(body, settings, caller, views, cancel), settings.MaxTokens));
    }

    private static Task<VirtualView> Make(Request body, ViewSettings settings, OrganizationContext caller, GraphViews views, CancellationToken cancel) => body.Query is { } query
        ? views.Of(caller.OrganizationId, query, settings, cancel)
        : views.Around(caller.OrganizationId, body.FocalIntents!, settings, cancel);
}
