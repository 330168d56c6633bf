namespace IntentEngine.Workflows.Articles.Pipeline;

/// <summary>The model's text for one section as it comes.</summary>
internal sealed record SectionAnswer
{
    public required string Markdown { get; init; }
}
