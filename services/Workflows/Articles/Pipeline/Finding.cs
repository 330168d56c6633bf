namespace IntentEngine.Workflows.Articles.Pipeline;

/// <summary>What was found out for one section.</summary>
public sealed record Finding(string SectionHeading, IReadOnlyList<Fact> Facts);
