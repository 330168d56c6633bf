namespace IntentEngine.Lineage.Repair;

/// <summary>An execution reached from a failure by retry and repair edges alone.</summary>
internal sealed record Attempt(string Origin, string ExecutionId, string ParentId, int Level, string Kind, string Status, DateTimeOffset OrderedAt);
