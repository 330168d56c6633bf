using IntentEngine.Lineage.Executions;

namespace IntentEngine.Lineage.Artifacts;

/// <summary>What allowed or refused something: a person at a gate, or a rule that judged a change set (seed 002: <c>decision_id</c>, <c>verdict</c>).</summary>
/// <param name="DecisionId">The decision.</param>
/// <param name="Verdict"><c>allow</c>, <c>need_approval</c> or <c>deny</c>. Absent: not told.</param>
/// <param name="DecidedBy">Who decided: the subject of a token. Absent: not told.</param>
/// <param name="ArtifactId">The artifact that was decided on. Absent: not told.</param>
/// <param name="Execution">The execution that is the decision, or that was decided on.</param>
public sealed record Decision(string DecisionId, string? Verdict, string? DecidedBy, string? ArtifactId, LineageExecutionSummary Execution);
