namespace IntentEngine.Workflows.Subtopics;

/// <summary>Output of step 7: three to five subtopics for each cluster that did not fail. Never empty.</summary>
public sealed record SubtopicPlan(IReadOnlyList<Subtopic> Subtopics, IReadOnlyList<FailedCluster> Failed);
