namespace IntentEngine.Workflows.Competitors;

/// <summary>What <c>execute-step/2</c> may carry.</summary>
public sealed record CompetitorsInput
{
    /// <summary>Used instead of every other list. Null: the workflow's or the profile's list is used.</summary>
    public IReadOnlyList<string>? CompetitorUrls { get; init; }
}
