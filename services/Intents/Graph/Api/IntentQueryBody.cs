using IntentEngine.Hosting.Failures;
using IntentEngine.Intents.Graph.Creation;
using IntentEngine.Intents.Graph.Edges;
using IntentEngine.Intents.Graph.Model;
using IntentEngine.Intents.Graph.Search;

namespace IntentEngine.Intents.Graph.Api;

/// <summary>A question to the graph: all conditions hold. Text without regard to case; bounds inclusive.</summary>
public sealed class IntentQueryBody
{
    /// <summary>Any of these statuses. Absent: all.</summary>
    public IReadOnlyList<string>? StatusFilter { get; init; }

    /// <summary>A text that the goal contains.</summary>
    public string? GoalContains { get; init; }

    /// <summary>Metadata that must be there: key to a text its value contains.</summary>
    public IReadOnlyDictionary<string, string>? MetadataFilter { get; init; }

    /// <summary>Created then or later.</summary>
    public DateTimeOffset? CreatedAfter { get; init; }

    /// <summary>Created then or earlier.</summary>
    public DateTimeOffset? CreatedBefore { get; init; }

    /// <summary>Changed then or later.</summary>
    public DateTimeOffset? UpdatedAfter { get; init; }

    /// <summary>Changed then or earlier.</summary>
    public DateTimeOffset? UpdatedBefore { get; init; }

    /// <summary>An edge of any of these types starts there. Absent: whatever.</summary>
    public IReadOnlyList<string>? HasRelationshipTypes { get; init; }

    /// <summary>Any of these, at most 100, is at the other end of an edge. Absent: whatever.</summary>
    public IReadOnlyList<string>? ConnectedTo { get; init; }

    /// <summary>The goal or any metadata value contains it.</summary>
    public string? SemanticQuery { get; init; }

    /// <summary>created_date (default), updated_date, goal_alphabetical, connection_count or relevance_score (needs semantic_query).</summary>
    public IntentSort SortBy { get; init; } = IntentSort.CreatedDate;

    /// <summary>asc or desc; default desc.</summary>
    public string? SortOrder { get; init; }

    /// <summary>How many, 1 to 200; default 50.</summary>
    public int? Limit { get; init; }

    internal IntentQuery Check(Validation faults)
    {
        GraphTextRules.Optional(GoalContains, "goal_contains", GraphTextRules.LongestGoal, faults);
        GraphTextRules.Optional(SemanticQuery, "semantic_query", GraphTextRules.LongestGoal, faults);
        GraphTextRules.Map(MetadataFilter, "metadata_filter", GraphTextRules.LongestValue, mayBeEmpty: true, faults);
        faults.RequireRange(ConnectedTo?.Count ?? 0, "connected_to", 0, 100);
        foreach (var id in ConnectedTo ?? []) GraphTextRules.Optional(id ?? "", "connected_to", GraphTextRules.LongestId, faults);
        faults.Require(SortOrder is null or "asc" or "desc", "sort_order", $"expected asc or desc; came '{SortOrder}'.");
        faults.Require(SortBy != IntentSort.RelevanceScore || SemanticQuery is not null, "semantic_query", "expected a text when sort_by is relevance_score; came none.");
        faults.RequireRange(Limit ?? GraphPaging.DefaultLimit, "limit", 1, GraphPaging.MaximumLimit);
        return new IntentQuery
        {
            Statuses = ListFilter.Statuses(StatusFilter, "status_filter", faults),
            GoalContains = GoalContains,
            MetadataFilter = MetadataFilter ?? new Dictionary<string, string>(),
            CreatedAfter = CreatedAfter?.ToUniversalTime(),
            CreatedBefore = CreatedBefore?.ToUniversalTime(),
            UpdatedAfter = UpdatedAfter?.ToUniversalTime(),
            UpdatedBefore = UpdatedBefore?.ToUniversalTime(),
            HasRelationshipTypes = [.. (HasRelationshipTypes ?? []).Select(word => EdgeRules.TypeOf(word, "has_relationship_types", faults)).OfType<EdgeType>()],
            ConnectedTo = ConnectedTo ?? [],
            SemanticQuery = SemanticQuery,
            SortBy = SortBy,
            Ascending = SortOrder == "asc",
            Limit = Limit ?? GraphPaging.DefaultLimit,
        };
    }
}
