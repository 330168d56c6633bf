using IntentEngine.Lineage.Traversal;

namespace IntentEngine.Lineage.Executions;

/// <summary>The line of parents above an execution.</summary>
/// <param name="Start">The execution.</param>
/// <param name="Above">From the immediate parent up.</param>
/// <param name="IsCut">Whether the last one has a parent that is known and lies beyond the depth.</param>
internal sealed record Ancestry(Node Start, IReadOnlyList<Node> Above, bool IsCut)
{
    // Most lines are short; long ones are fetched in large pieces, so that a circle costs one piece at most.
    private const int FirstPiece = 50;
    private const int Piece = 1000;

    /// <summary>The line of an execution; null when it is unknown. It ends at a root, at a parent that is not known, at an edge that is not looked at, where a circle closes, or at the depth.</summary>
    public static async Task<Ancestry?> FindAsync(ExecutionGraph graph, Sight sight, string executionId, int depth, CancellationToken cancel)
    {
        // One more than the depth shows whether something is left out.
        var piece = await graph.UpwardsAsync(sight, executionId, Math.Min(depth + 1, FirstPiece), cancel);
        if (piece.Count == 0) return null;
        var (start, line) = (piece[0], new List<Node>());
        var visited = new HashSet<string>(StringComparer.Ordinal) { start.Id };
        var (below, asked) = (start, Math.Min(depth + 1, FirstPiece) + 1);
        var rest = piece.Skip(1);
        while (true)
        {
            foreach (var node in rest)
            {
                if (!sight.Follows(below.EdgeKind) || !visited.Add(node.Id)) return new Ancestry(start, line, false);
                if (line.Count == depth) return new Ancestry(start, line, true);
                line.Add(below = node);
            }

            if (piece.Count < asked || below.ParentId is not { } next) return new Ancestry(start, line, false);
            asked = Math.Min(depth + 1 - line.Count, Piece);
            rest = piece = await graph.UpwardsAsync(sight, next, asked - 1, cancel);
        }
    }
}
