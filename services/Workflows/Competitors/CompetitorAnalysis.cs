namespace IntentEngine.Workflows.Competitors;

/// <summary>Output of step 2. At least one competitor is in it.</summary>
public sealed record CompetitorAnalysis
{
    /// <summary>Competitors that were found, in the order given.</summary>
    public required IReadOnlyList<CompetitorProfile> Competitors { get; init; }

    /// <summary>Competitors that were not, with the reason.</summary>
    public required IReadOnlyList<FailedCompetitor> Failed { get; init; }
}
