using FsCheck;
using FsCheck.Fluent;
using IntentEngine.Intents.Graph.Model;
using IntentEngine.Intents.Graph.Storage;

namespace IntentEngine.Intents.Graph;

/// <summary>Small graphs of any shape; those edges that may not close a cycle lead from later to earlier intents.</summary>
internal static class RandomGraphs
{
    public sealed record Sample(IReadOnlyList<StorableIntent> Intents, IReadOnlyList<IntentEdge> Edges)
    {
        public IReadOnlyList<string> Ids => [.. Intents.Select(i => i.IntentId)];

        public override string ToString() => $"{Intents.Count} intents; {string.Join(", ", Edges.Select(e => $"{e.From}-{e.EdgeType}->{e.To}"))}";
    }

    public static Arbitrary<Sample> Any(int most = 10) => Gen.Choose(1, most).SelectMany(count => Edge(count).ListOf().Select(edges => Make(count, edges))).ToArbitrary();

    private static Gen<(int From, int To, EdgeType Type, double? Weight)> Edge(int count) =>
        Gen.Choose(0, count - 1).SelectMany(from => Gen.Choose(0, count - 1).SelectMany(to => Gen.Elements(Enum.GetValues<EdgeType>())
            .SelectMany(type => Gen.Elements<double?>(null, 0.0, 0.4, 0.7, 1.0).Select(weight => (from, to, type, weight)))));

    private static Sample Make(int count, IEnumerable<(int From, int To, EdgeType Type, double? Weight)> edges)
    {
        var intents = Enumerable.Range(0, count).Select(n => GraphSample.Intent($"i{n}", n, (GraphStatus)(n % 6), goal: $"Do number {n} of the plan")).ToList();
        var kept = edges.Where(e => e.From != e.To)
            .Select(e => e.Type is EdgeType.DependsOn or EdgeType.IsSubgoalOf && e.From < e.To ? (From: e.To, To: e.From, e.Type, e.Weight) : e)
            .DistinctBy(e => (e.From, e.To, e.Type)).Select(e => GraphSample.Edge($"i{e.From}", $"i{e.To}", e.Type, e.Weight));
        return new Sample(intents, [.. kept]);
    }
}
