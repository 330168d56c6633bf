namespace IntentEngine.Cli.Demo.Gates;

/// <summary>A subtopic as step 7 proposes it, and the decision on it.</summary>
internal sealed record SubtopicItem(Guid Id, string HubKeyword, string Title, string Keyword, string Angle, bool Approved = false);
