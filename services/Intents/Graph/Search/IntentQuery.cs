using IntentEngine.Intents.Graph.Model;

namespace IntentEngine.Intents.Graph.Search;

/// <summary>What a query orders intents by.</summary>
public enum IntentSort
{
    /// <summary>When they were created.</summary>
    CreatedDate,

    /// <summary>When they last changed.</summary>
    UpdatedDate,

    /// <summary>Their goals.</summary>
    GoalAlphabetical,

    /// <summary>How many edges they have.</summary>
    ConnectionCount,

    /// <summary>How well they answer <c>semantic_query</c>.</summary>
    RelevanceScore,
}

/// <summary>A question to the graph after its checks: all conditions hold for every intent of the answer (spec semantics §1.8). Text without regard to case; bounds inclusive.</summary>
internal sealed record IntentQuery
{
    public IReadOnlyList<GraphStatus> Statuses { get; init; } = [];

    public string? GoalContains { get; init; }

    public IReadOnlyDictionary<string, string> MetadataFilter { get; init; } = new Dictionary<string, string>();

    public DateTimeOffset? CreatedAfter { get; init; }

    public DateTimeOffset? CreatedBefore { get; init; }

    public DateTimeOffset? UpdatedAfter { get; init; }

    public DateTimeOffset? UpdatedBefore { get; init; }

    /// <summary>Any of these types must leave the intent. Empty: whatever.</summary>
    public IReadOnlyList<EdgeType> HasRelationshipTypes { get; init; } = [];

    /// <summary>Any of these must be at the other end of some edge. Empty: whatever.</summary>
    public IReadOnlyList<string> ConnectedTo { get; init; } = [];

    /// <summary>The goal or any metadata value contains it.</summary>
    public string? SemanticQuery { get; init; }

    public IntentSort SortBy { get; init; } = IntentSort.CreatedDate;

    public bool Ascending { get; init; }

    /// <summary>1 to 200.</summary>
    public int Limit { get; init; } = 50;

    /// <summary>Whether edges must be read to answer it.</summary>
    public bool AsksForEdges => HasRelationshipTypes.Count > 0 || SortBy == IntentSort.ConnectionCount;

    /// <summary>Whether an intent fits, edges aside.</summary>
    public bool Matches(StorableIntent intent) => SemanticQuery is not { } text
        || intent.Goal.Contains(text, StringComparison.OrdinalIgnoreCase)
        || intent.Metadata.Values.Any(value => value.Contains(text, StringComparison.OrdinalIgnoreCase));
}
