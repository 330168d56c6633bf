namespace IntentEngine.Workflows.Subtopics;

/// <summary>One idea as the model gave it.</summary>
internal sealed record SubtopicIdea(string? Title, string? Keyword, string? Angle);
