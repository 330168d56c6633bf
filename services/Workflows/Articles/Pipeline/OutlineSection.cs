namespace IntentEngine.Workflows.Articles.Pipeline;

/// <summary>A section to be written.</summary>
/// <param name="Heading">Its heading, unlike the others.</param>
/// <param name="Points">What it must say.</param>
public sealed record OutlineSection(string Heading, IReadOnlyList<string> Points);
