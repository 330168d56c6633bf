using IntentEngine.Contracts.Lineage;

namespace IntentEngine.Lineage.Projection;

/// <summary>What a batch alone says about the generation and root of its artifacts, so that a row is written once with the right values in the common case.</summary>
/// <remarks>
/// Generation is 1 + the highest parent's (a source and an unknown parent count as 0), root is the root of the first parent. Parents outside the batch are looked up
/// by the statement that inserts; <c>derive_artifacts</c> then finds nothing to change, or repairs what a late parent or a circle made wrong.
/// </remarks>
internal sealed class DerivationGuess
{
    private readonly Dictionary<string, ArtifactFact> _batch;
    private readonly Dictionary<string, Guess> _guesses = new(StringComparer.Ordinal);

    public DerivationGuess(IReadOnlyList<ArtifactFact> newest) => _batch = newest.ToDictionary(f => f.ArtifactId, StringComparer.Ordinal);

    /// <summary>What follows from the batch for one artifact.</summary>
    /// <param name="Depth">Longest way down from a source within the batch; 0 when there is none.</param>
    /// <param name="Outer">Parents outside the batch with the longest way from them.</param>
    /// <param name="Root">Root within the batch, or the outer parent whose root it is.</param>
    internal sealed record Guess(int Depth, IReadOnlyDictionary<string, int> Outer, string Root);

    /// <summary>The guess for an artifact of the batch. In a circle it is arbitrary; the repair decides.</summary>
    public Guess Of(string artifactId)
    {
        // Oldest first: chains within a batch are as deep as the batch is long, too deep for recursion.
        var open = new Stack<string>([artifactId]);
        var entered = new HashSet<string>(StringComparer.Ordinal);
        while (open.TryPeek(out var id))
        {
            string[] waiting = _guesses.ContainsKey(id) || !entered.Add(id) ? [] : [.. Parents(id).Where(p => _batch.ContainsKey(p) && !_guesses.ContainsKey(p) && !entered.Contains(p))];
            if (waiting.Length > 0)
            {
                foreach (var parent in waiting) open.Push(parent);
                continue;
            }

            open.Pop();
            if (!_guesses.ContainsKey(id)) _guesses[id] = Combine(id);
        }

        return _guesses[artifactId];
    }

    private IEnumerable<string> Parents(string id) => _batch[id].ParentArtifacts.Where(p => p != id);

    private Guess Combine(string id)
    {
        var (depth, outer) = (0, new Dictionary<string, int>(StringComparer.Ordinal));
        string? root = null;
        foreach (var parent in Parents(id))
        {
            if (_guesses.TryGetValue(parent, out var above))
            {
                depth = Math.Max(depth, above.Depth + 1);
                foreach (var (far, distance) in above.Outer) outer[far] = Math.Max(outer.GetValueOrDefault(far), distance + 1);
                root ??= above.Root;
            }
            else
            {
                outer[parent] = Math.Max(outer.GetValueOrDefault(parent), 1);
                root ??= parent;
            }
        }

        return new Guess(depth, outer, root ?? id);
    }
}
