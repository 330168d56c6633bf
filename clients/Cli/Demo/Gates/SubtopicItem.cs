namespace IntentEngine.Cli.Demo.Gates;

/// <summary>A subtopic as step 7 proposes it.</summary>
internal sealed record SubtopicItem(Guid Id, string HubKeyword, string Title, string Keyword, string Angle);
