namespace IntentEngine.Lineage.OpenLineage.Ingest;

/// <summary>One run's use of one dataset.</summary>
/// <param name="RunId">The run, or the declaration by a job event.</param>
/// <param name="Io"><c>INPUT</c> or <c>OUTPUT</c>.</param>
/// <param name="Dataset">The dataset.</param>
internal readonly record struct UseKey(string RunId, string Io, NodeName Dataset)
{
    public const string Input = "INPUT";
    public const string Output = "OUTPUT";

    /// <summary>What a job event stands under among the runs: it declares what a job reads and writes without running it.</summary>
    public static string Declaration(byte[] hash) => $"declared:{Convert.ToHexStringLower(hash.AsSpan(0, 16))}";
}
