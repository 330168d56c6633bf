using IntentEngine.Intents.Graph.Edges;
using IntentEngine.Intents.Graph.Model;

namespace IntentEngine.Intents.Graph.Search;

/// <summary>Which edges are wanted, after its checks; all conditions hold (spec semantics §1.8).</summary>
internal sealed record EdgeQuery
{
    /// <summary>Empty: all.</summary>
    public IReadOnlyList<EdgeType> EdgeTypes { get; init; } = [];

    /// <summary>Unweighted edges have less than any.</summary>
    public double? MinWeight { get; init; }

    /// <summary>Unweighted edges have no more than any.</summary>
    public double? MaxWeight { get; init; }

    /// <summary>All keys must be there, with values that contain these.</summary>
    public IReadOnlyDictionary<string, string> MetadataFilter { get; init; } = new Dictionary<string, string>();

    public string? From { get; init; }

    public string? To { get; init; }

    /// <summary>At either end.</summary>
    public string? Involves { get; init; }

    /// <summary>1 to 1000.</summary>
    public int Limit { get; init; } = 200;

    /// <summary>Whether an edge fits.</summary>
    public bool Matches(IntentEdge edge) =>
        (EdgeTypes.Count == 0 || EdgeTypes.Contains(edge.EdgeType))
        && (MinWeight is null || edge.Weight >= MinWeight)
        && (MaxWeight is null || edge.Weight is null || edge.Weight <= MaxWeight)
        && (From is null || edge.From == From)
        && (To is null || edge.To == To)
        && (Involves is null || edge.Touches(Involves))
        && MetadataFilter.All(wanted => edge.Metadata.TryGetValue(wanted.Key, out var value) && value.Contains(wanted.Value, StringComparison.OrdinalIgnoreCase));
}

/// <summary>Edges that fit, by (from, to, type).</summary>
/// <param name="Edges">At most the limit.</param>
/// <param name="TotalCount">How many fit.</param>
/// <param name="Truncated">Whether the limit cut something.</param>
internal sealed record EdgeList(IReadOnlyList<IntentEdge> Edges, int TotalCount, bool Truncated);
