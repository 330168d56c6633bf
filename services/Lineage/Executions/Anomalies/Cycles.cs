using IntentEngine.Lineage.Traversal;

namespace IntentEngine.Lineage.Executions.Anomalies;

/// <summary>Finds circles where everybody has at most one parent; linear in the number of nodes.</summary>
internal static class Cycles
{
    private const int MostMembers = 100;

    /// <summary>Every circle of two or more, by its member with the smallest id: the members from that one up, at most 100.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Of(IReadOnlyDictionary<string, string> parents)
    {
        var circles = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        var walkOf = new Dictionary<string, int>(StringComparer.Ordinal);
        var walk = 0;
        foreach (var start in parents.Keys)
        {
            walk++;
            var node = start;
            while (parents.ContainsKey(node) && walkOf.TryAdd(node, walk)) node = parents[node];
            // A walk that ends at what it passed itself has closed a circle; what another walk passed is known already.
            if (walkOf.GetValueOrDefault(node) != walk || parents[node] == node) continue;
            var members = new List<string> { node };
            for (var next = parents[node]; next != node; next = parents[next]) members.Add(next);
            var least = members.Aggregate((one, other) => Utf8Order.Compare(one, other) <= 0 ? one : other);
            var place = members.IndexOf(least);
            circles[least] = [.. members.Skip(place).Concat(members.Take(place)).Take(MostMembers)];
        }

        return circles;
    }
}
