using System.Globalization;

namespace IntentEngine.Lineage.Similarity;

/// <summary>How alike two executions are, and by what (seed 002, phase D; specification: semantics §3.4).</summary>
/// <param name="Error">Of the messages, 0 to 1; weight 0.5.</param>
/// <param name="Paths">Of the files touched, 0 to 1; weight 0.3.</param>
/// <param name="Metadata">Half for the same status, half for the same verdict; weight 0.2.</param>
public sealed record SimilarityScore(double Error, double Paths, double Metadata)
{
    /// <summary>The weighted sum, 0 to 1.</summary>
    public double Total => 0.5 * Error + 0.3 * Paths + 0.2 * Metadata;

    internal static SimilarityScore Of(ComparedExecution left, ComparedExecution right) => new(
        ErrorText.Similarity(left.Words, right.Words),
        PathSets.Similarity(left.Paths, right.Paths),
        (left.Status == right.Status ? 0.5 : 0) + (left.Verdict == right.Verdict ? 0.5 : 0));

    /// <summary>The score in words.</summary>
    internal IReadOnlyList<string> Why(bool sameStatus, bool sameVerdict)
    {
        var why = new List<string>();
        if (sameStatus) why.Add("Same status");
        if (sameVerdict) why.Add("Same verdict");
        if (Error > 0.5) why.Add(string.Create(CultureInfo.InvariantCulture, $"Similar error message ({Error:0.00})"));
        else if (Error > 0.2) why.Add("Somewhat similar error");
        if (Paths > 0.5) why.Add("Overlapping paths");
        else if (Paths > 0.2) why.Add("Some path overlap");
        if (why.Count == 0) why.Add("Similar overall score");
        return why;
    }
}
