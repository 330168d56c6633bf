namespace IntentEngine.Workflows.Subtopics;

/// <summary>The model's answer as it comes.</summary>
internal sealed record SubtopicAnswer
{
    public required IReadOnlyList<SubtopicIdea> Subtopics { get; init; }
}
