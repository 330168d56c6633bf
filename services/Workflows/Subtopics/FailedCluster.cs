namespace IntentEngine.Workflows.Subtopics;

/// <summary>A cluster that got no subtopics, and why.</summary>
public sealed record FailedCluster(string HubKeyword, string Reason);
