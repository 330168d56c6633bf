namespace IntentEngine.Workflows.Filtering;

/// <summary>Edit distance with a limit, which is all that likeness above a threshold needs.</summary>
public static class Levenshtein
{
    /// <summary>The number of single-character insertions, deletions and substitutions between two texts.</summary>
    /// <param name="a">One text.</param>
    /// <param name="b">The other text.</param>
    /// <param name="limit">Greatest distance of interest, 0 or more.</param>
    /// <returns>The distance, or null when it is greater than <paramref name="limit"/>.</returns>
    /// <remarks>Only the diagonal band of width 2·limit+1 can hold a distance within the limit, so only that is computed.</remarks>
    public static int? Within(ReadOnlySpan<char> a, ReadOnlySpan<char> b, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        if (Math.Abs(a.Length - b.Length) > limit) return null;

        var beyond = limit + 1;
        Span<int> above = b.Length < 256 ? stackalloc int[b.Length + 1] : new int[b.Length + 1];
        Span<int> row = b.Length < 256 ? stackalloc int[b.Length + 1] : new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++) above[j] = Math.Min(j, beyond);

        for (var i = 1; i <= a.Length; i++)
        {
            var from = Math.Max(1, i - limit);
            var to = Math.Min(b.Length, i + limit);
            row.Fill(beyond);
            if (from == 1) row[0] = Math.Min(i, beyond);
            var best = row[0];
            for (var j = from; j <= to; j++)
            {
                var substituted = above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                row[j] = Math.Min(beyond, Math.Min(substituted, Math.Min(above[j], row[j - 1]) + 1));
                best = Math.Min(best, row[j]);
            }

            if (best > limit) return null;
            var swap = above;
            above = row;
            row = swap;
        }

        return above[b.Length] <= limit ? above[b.Length] : null;
    }
}
