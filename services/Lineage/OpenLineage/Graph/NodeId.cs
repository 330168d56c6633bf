namespace IntentEngine.Lineage.OpenLineage.Graph;

/// <summary>Ids of nodes as Marquez writes them: <c>job:namespace:name</c> and <c>dataset:namespace:name</c>.</summary>
internal static class NodeId
{
    private const string Job = "job:";
    private const string Dataset = "dataset:";

    // Both parts may hold colons; more than these are not tried.
    private const int MostCandidates = 64;

    public static string OfJob(NodeName job) => $"{Job}{job.Namespace}:{job.Name}";

    public static string OfDataset(NodeName dataset) => $"{Dataset}{dataset.Namespace}:{dataset.Name}";

    /// <summary>What an id may mean, the likeliest first; empty: nothing.</summary>
    /// <param name="IsJob">A job, else a dataset.</param>
    /// <param name="Candidates">Namespaces (<c>s3://b</c>, <c>host:5432</c>) and names hold colons themselves, so there may be several.</param>
    internal sealed record Meaning(bool IsJob, IReadOnlyList<NodeName> Candidates);

    /// <summary>Reads an id; null: it is of neither kind. A version after <c>#</c> is left out: the newest is meant.</summary>
    public static Meaning? Parse(string id)
    {
        var isJob = id.StartsWith(Job, StringComparison.Ordinal);
        if (!isJob && !id.StartsWith(Dataset, StringComparison.Ordinal)) return null;
        var rest = WithoutVersion(id[(isJob ? Job : Dataset).Length..]);
        var colons = Enumerable.Range(0, rest.Length).Where(i => rest[i] == ':' && i > 0 && i < rest.Length - 1).ToList();
        // As Marquez: a colon before "//" or a digit belongs to an address, unless it is the only one.
        var likeliest = colons.Count == 1 ? colons : colons.Where(i => !rest.AsSpan(i + 1).StartsWith("//") && !char.IsAsciiDigit(rest[i + 1])).ToList();
        return new Meaning(isJob, [.. likeliest.Concat(colons).Distinct().Take(MostCandidates).Select(i => new NodeName(rest[..i], rest[(i + 1)..]))]);
    }

    /// <summary>Without the version of a job or dataset that may follow <c>#</c>.</summary>
    internal static string WithoutVersion(string text) =>
        text.LastIndexOf('#') is var mark and > 0 && Guid.TryParseExact(text[(mark + 1)..], "D", out _) ? text[..mark] : text;
}
