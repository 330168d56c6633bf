namespace IntentEngine.Intents.Graph.Storage;

/// <summary>Finds out whether a new edge would close a cycle, looking no further than the smaller side of it reaches.</summary>
internal static class AcyclicWalk
{
    /// <summary>Whether a path leads from <paramref name="start"/> to <paramref name="end"/>.</summary>
    /// <param name="start">Where the path would begin: the new edge's target.</param>
    /// <param name="end">Where it would end: the new edge's source.</param>
    /// <param name="forward">Targets of the acyclic edges that leave these.</param>
    /// <param name="backward">Sources of the acyclic edges that reach these.</param>
    /// <remarks>
    /// Walks from both ends, always on the side that has fewer to ask about. Most edges join something new, with nothing behind it,
    /// and end the walk at once whatever the size of the graph.
    /// </remarks>
    public static bool Leads(string start, string end, Func<IReadOnlyCollection<string>, IEnumerable<string>> forward, Func<IReadOnlyCollection<string>, IEnumerable<string>> backward)
    {
        if (start == end) return true;
        var (ahead, behind) = (new HashSet<string> { start }, new HashSet<string> { end });
        var (leading, trailing) = (new List<string> { start }, new List<string> { end });
        while (leading.Count > 0 && trailing.Count > 0)
        {
            var asksForward = leading.Count <= trailing.Count;
            var (seen, other) = asksForward ? (ahead, behind) : (behind, ahead);
            var next = (asksForward ? forward(leading) : backward(trailing)).Where(seen.Add).ToList();
            if (next.Exists(other.Contains)) return true;
            if (asksForward) leading = next;
            else trailing = next;
        }

        return false;
    }
}
