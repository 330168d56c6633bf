using IntentEngine.Hosting.Failures;
using IntentEngine.Intents.Graph.Creation;
using IntentEngine.Intents.Graph.Edges;
using IntentEngine.Intents.Graph.Model;
using IntentEngine.Intents.Graph.Search;

namespace IntentEngine.Intents.Graph.Api;

/// <summary>Which edges are wanted; all conditions hold.</summary>
public sealed class EdgeQueryBody
{
    /// <summary>Any of these types. Absent: all.</summary>
    public IReadOnlyList<string>? EdgeTypes { get; init; }

    /// <summary>Least weight, 0.0 to 1.0; unweighted edges have none.</summary>
    public double? MinWeight { get; init; }

    /// <summary>Greatest weight, 0.0 to 1.0; unweighted edges pass.</summary>
    public double? MaxWeight { get; init; }

    /// <summary>Metadata that must be there: key to a text its value contains.</summary>
    public IReadOnlyDictionary<string, string>? MetadataFilter { get; init; }

    /// <summary>Where they start.</summary>
    public string? From { get; init; }

    /// <summary>Where they end.</summary>
    public string? To { get; init; }

    /// <summary>At either end.</summary>
    public string? Involves { get; init; }

    /// <summary>How many, 1 to 1000; default 200.</summary>
    public int? Limit { get; init; }

    internal EdgeQuery Check(Validation faults)
    {
        faults.Require(MinWeight is null or (>= 0.0 and <= 1.0), "min_weight", $"expected 0.0 to 1.0; came {MinWeight}.");
        faults.Require(MaxWeight is null or (>= 0.0 and <= 1.0), "max_weight", $"expected 0.0 to 1.0; came {MaxWeight}.");
        foreach (var (end, name) in new[] { (From, "from"), (To, "to"), (Involves, "involves") }) GraphTextRules.Optional(end, name, GraphTextRules.LongestId, faults);
        GraphTextRules.Map(MetadataFilter, "metadata_filter", GraphTextRules.LongestValue, mayBeEmpty: true, faults);
        faults.RequireRange(Limit ?? 200, "limit", 1, 1000);
        return new EdgeQuery
        {
            EdgeTypes = [.. (EdgeTypes ?? []).Select(word => EdgeRules.TypeOf(word, "edge_types", faults)).OfType<EdgeType>()],
            MinWeight = MinWeight,
            MaxWeight = MaxWeight,
            MetadataFilter = MetadataFilter ?? new Dictionary<string, string>(),
            From = From,
            To = To,
            Involves = Involves,
            Limit = Limit ?? 200,
        };
    }
}
