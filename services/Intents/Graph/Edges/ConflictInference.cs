using System.Globalization;
using IntentEngine.Intents.Graph.Changes;
using IntentEngine.Intents.Graph.Lifecycle;
using IntentEngine.Intents.Graph.Model;
using IntentEngine.Intents.Graph.Storage;

namespace IntentEngine.Intents.Graph.Edges;

/// <summary>The origin's one inferred relationship: intents that both constrain <c>max_cost</c> below 10 exclude each other (spec semantics §1.3).</summary>
/// <remarks>Off by default (<see cref="GraphSettings.InferConflicts"/>). Asking again adds nothing.</remarks>
internal sealed class ConflictInference(GraphWriter writer, IGraphStore store, GraphSettings settings)
{
    /// <summary>Most intents that are compared: pairs grow with the square.</summary>
    internal const int MostCandidates = 100;

    private const double Cheap = 10.0;

    /// <summary>Marks all such pairs of intents under way that are not marked in either direction.</summary>
    /// <returns>The edges that were added.</returns>
    public async Task<Outcome<IReadOnlyList<IntentEdge>>> Infer(GraphRequest request, Func<IReadOnlyList<IntentEdge>, Messaging.Database.StoredReply?> answer, CancellationToken cancel)
    {
        if (!settings.InferConflicts) return new GraphRefusal(409, "Conflicts are not inferred here; set Intents:GraphRules:InferConflicts to true and restart.");
        return await writer.Write<IReadOnlyList<IntentEdge>>(request.OrganizationId, async () =>
        {
            var intents = await store.ListAsync(request.OrganizationId, new GraphFilter { Statuses = [GraphStatus.Active, GraphStatus.Executing] }, cancel);
            var cheap = intents.Where(ConstrainsCost).Select(i => i.IntentId).Order(StringComparer.Ordinal).ToList();
            if (cheap.Count > MostCandidates)
                return new GraphRefusal(409, $"Expected at most {MostCandidates} intents under way with max_cost below {Cheap:0}; there are {cheap.Count}. Archive or complete some first.");
            var known = (await store.EdgesOfAsync(request.OrganizationId, cheap, cancel)).Where(e => e.EdgeType == EdgeType.ConflictsWith).SelectMany(e => new[] { (e.From, e.To), (e.To, e.From) }).ToHashSet();
            List<IntentEdge> added = [.. Pairs(cheap).Where(pair => !known.Contains(pair)).Select(Edge)];
            var now = writer.Now();
            return new Planned<IReadOnlyList<IntentEdge>>(added, added.Count == 0 && request.Key is null ? null : new GraphChanges
            {
                Edges = added,
                Facts = [.. added.Select(e => GraphRecords.Related(request, e, now))],
                Reply = answer(added),
            });
        }, cancel);
    }

    internal static bool ConstrainsCost(StorableIntent intent) =>
        intent.Constraints.TryGetValue("max_cost", out var source)
        && double.TryParse(source, NumberStyles.Float, CultureInfo.InvariantCulture, out var cost) && cost < Cheap;

    private static IEnumerable<(string, string)> Pairs(List<string> ids) => ids.SelectMany((from, place) => ids.Skip(place + 1).Select(to => (from, to)));

    private static IntentEdge Edge((string From, string To) pair) => new()
    {
        From = pair.From,
        To = pair.To,
        EdgeType = EdgeType.ConflictsWith,
        Metadata = new Dictionary<string, string> { ["reason"] = "both constrain max_cost below 10", ["created_by"] = "conflict_inference" },
    };
}
