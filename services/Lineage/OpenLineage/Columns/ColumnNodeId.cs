using IntentEngine.Lineage.OpenLineage.Graph;

namespace IntentEngine.Lineage.OpenLineage.Columns;

/// <summary>Where a question about columns begins: <c>datasetField:namespace:dataset:field</c>, <c>dataset:namespace:name</c> or <c>job:namespace:name</c>.</summary>
internal static class ColumnNodeId
{
    public const string Prefix = "datasetField:";

    // All parts may hold colons; more than these are not tried.
    private const int MostCandidates = 64;

    /// <summary>The columns that an id may mean, the likeliest first; null: it is not the id of a column.</summary>
    public static IReadOnlyList<ColumnName>? Parse(string id)
    {
        if (!id.StartsWith(Prefix, StringComparison.Ordinal)) return null;
        var rest = NodeId.WithoutVersion(id[Prefix.Length..]);
        var colons = Enumerable.Range(0, rest.Length).Where(i => rest[i] == ':' && i > 0 && i < rest.Length - 1).ToList();
        // As Marquez: a colon before "//" or a digit belongs to an address, unless there are no others.
        var likeliest = colons.Count == 2 ? colons : colons.Where(i => !rest.AsSpan(i + 1).StartsWith("//") && !char.IsAsciiDigit(rest[i + 1])).ToList();
        return [.. Pairs(likeliest).Concat(Pairs(colons)).Distinct().Take(MostCandidates)
            .Select(pair => new ColumnName(new NodeName(rest[..pair.First], rest[(pair.First + 1)..pair.Second]), rest[(pair.Second + 1)..]))];
    }

    private static IEnumerable<(int First, int Second)> Pairs(List<int> colons) =>
        colons.SelectMany((first, index) => colons.Skip(index + 1).Where(second => second > first + 1).Select(second => (first, second)));
}
