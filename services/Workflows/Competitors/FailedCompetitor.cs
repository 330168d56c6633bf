namespace IntentEngine.Workflows.Competitors;

/// <summary>A competitor about whom nothing was found out.</summary>
/// <param name="Url">The address as given.</param>
/// <param name="Reason">Why, in a sentence.</param>
public sealed record FailedCompetitor(string Url, string Reason);
