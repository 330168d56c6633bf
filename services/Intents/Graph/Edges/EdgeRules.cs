using IntentEngine.Hosting.Failures;
using IntentEngine.Intents.Graph.Creation;
using IntentEngine.Intents.Graph.Model;
using IntentEngine.Intents.Graph.Storage;
using IntentEngine.Intents.Lifecycle;

namespace IntentEngine.Intents.Graph.Edges;

/// <summary>What an edge must look like before the graph is asked (spec semantics §1.3). That both ends exist and no cycle closes, the graph knows.</summary>
internal static class EdgeRules
{
    /// <summary>The edge of a request, with its faults noted by the names they have on the wire.</summary>
    /// <param name="wanted">What came.</param>
    /// <param name="prefix">Where it stands in the body, e.g. <c>edges[2].</c>.</param>
    /// <param name="faults">Takes the faults.</param>
    public static IntentEdge? Check(NewEdge wanted, string prefix, Validation faults)
    {
        faults.Require(wanted.From is not null && IntentIds.AreWellFormed(wanted.From), $"{prefix}from", $"expected an intent's id: {IntentIds.Rule}.");
        faults.Require(wanted.To is not null && IntentIds.AreWellFormed(wanted.To), $"{prefix}to", $"expected an intent's id: {IntentIds.Rule}.");
        faults.Require(wanted.From is null || wanted.From != wanted.To, $"{prefix}to", $"expected an edge between two intents; came one from '{wanted.From}' to itself.");
        faults.Require(wanted.Weight is null or (>= 0.0 and <= 1.0), $"{prefix}weight", $"expected 0.0 to 1.0; came {wanted.Weight}.");
        var type = TypeOf(wanted.EdgeType, $"{prefix}edge_type", faults);
        GraphTextRules.Map(wanted.Metadata, $"{prefix}metadata", GraphTextRules.LongestValue, mayBeEmpty: true, faults);
        return faults.Passed
            ? new IntentEdge { From = wanted.From!, To = wanted.To!, EdgeType = type!.Value, Weight = wanted.Weight, Metadata = wanted.Metadata ?? new Dictionary<string, string>() }
            : null;
    }

    /// <summary>The type of a word, or a fault.</summary>
    public static EdgeType? TypeOf(string? word, string field, Validation faults)
    {
        var type = word is null ? null : GraphWords.Find<EdgeType>(word);
        faults.Require(type is not null, field, $"expected one of {GraphWords.All<EdgeType>()}; came {(word is null ? "nothing" : $"'{word}'")}.");
        return type;
    }
}
