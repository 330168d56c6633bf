namespace IntentEngine.Lineage.Reflection;

/// <summary>What the executions of a window teach (seed 002, phase C). Hints inform people and planners; they never change a verdict.</summary>
public sealed record ReflectionHints
{
    /// <summary>The time looked at.</summary>
    public required ReflectionWindow Window { get; init; }

    /// <summary>The steps that failed most, at most 5, most failures first.</summary>
    public required IReadOnlyList<HotErrorStep> HotErrorSteps { get; init; }

    /// <summary>Steps that were allowed and failed all the same, at most 5, most failures first.</summary>
    public required IReadOnlyList<FalseAllowPattern> FalseAllowPatterns { get; init; }

    /// <summary>The slowest steps, at most 5: those that grew most against their baseline first, then those without one.</summary>
    public required IReadOnlyList<SlowStep> SlowSteps { get; init; }

    /// <summary>What might be done, each with its evidence; at most 3.</summary>
    public required IReadOnlyList<Suggestion> Suggestions { get; init; }

    /// <summary>All executions the hints rest on, at most 50.</summary>
    public required IReadOnlyList<string> EvidenceExecutionIds { get; init; }

    /// <summary>Whether everything in the window was looked at. Otherwise the newest 10,000 failures and the newest 10,000 executions were.</summary>
    public required bool Complete { get; init; }

    /// <summary>SHA-256 of the hints without this member, as JSON with sorted names, hexadecimal: who acted on hints can say on which.</summary>
    public string Digest { get; init; } = "";
}

/// <summary>A step that failed often.</summary>
/// <param name="Name">What was executed.</param>
/// <param name="StepNumber">Number of the step. Absent: none was told.</param>
/// <param name="Failures">How often it failed.</param>
/// <param name="TopFingerprint">The error it failed with most.</param>
/// <param name="TopTemplate">Its message without what varies.</param>
/// <param name="TopFailures">How often it failed with that.</param>
/// <param name="EvidenceExecutionIds">The newest failures, at most 5.</param>
public sealed record HotErrorStep(
    string Name, int? StepNumber, int Failures, string TopFingerprint, string TopTemplate, int TopFailures, IReadOnlyList<string> EvidenceExecutionIds);

/// <summary>A step that failed with the verdict <c>allow</c>.</summary>
/// <param name="Name">What was executed.</param>
/// <param name="Failures">How often.</param>
/// <param name="EvidenceExecutionIds">The newest ones, at most 5.</param>
public sealed record FalseAllowPattern(string Name, int Failures, IReadOnlyList<string> EvidenceExecutionIds);

/// <summary>How long a step takes, in milliseconds.</summary>
/// <param name="Name">What was executed.</param>
/// <param name="Runs">How many ended in the window.</param>
/// <param name="P50Ms">Half of them took at most this.</param>
/// <param name="P95Ms">95 % of them took at most this.</param>
/// <param name="BaselineRuns">How many ended in the four windows before.</param>
/// <param name="BaselineP50Ms">The same of those. Absent: there were none.</param>
/// <param name="BaselineP95Ms">The same of those. Absent: there were none.</param>
/// <param name="Growth">The 95th percentile over its baseline. Absent: there is no baseline, or it is zero.</param>
/// <param name="EvidenceExecutionIds">The slowest ones, at most 5.</param>
public sealed record SlowStep(
    string Name, int Runs, long P50Ms, long P95Ms, int BaselineRuns, long? BaselineP50Ms, long? BaselineP95Ms, double? Growth, IReadOnlyList<string> EvidenceExecutionIds);

/// <summary>Something that might be done.</summary>
/// <param name="Text">For people, one sentence.</param>
/// <param name="EvidenceExecutionIds">What speaks for it.</param>
public sealed record Suggestion(string Text, IReadOnlyList<string> EvidenceExecutionIds);
