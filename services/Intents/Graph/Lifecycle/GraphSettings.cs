namespace IntentEngine.Intents.Graph.Lifecycle;

/// <summary>How intents of a graph act on one another. Section <c>Intents:GraphRules</c>.</summary>
public sealed record GraphSettings
{
    /// <summary>
    /// Whether an intent with subgoals is completed when all required ones are (spec semantics §1.3: manual in the origin). Default true.
    /// Intents with success criteria never complete by themselves: only a result can be judged.
    /// </summary>
    public bool CompleteParents { get; init; } = true;

    /// <summary>Whether an intent fails when a required subgoal of it failed (spec semantics §1.12). Default true. A subgoal is required unless its edge's metadata says <c>required: false</c>.</summary>
    public bool FailParents { get; init; } = true;

    /// <summary>Whether intents that both constrain <c>max_cost</c> below 10 are marked as conflicting (the origin's rule, spec semantics §1.3). Default false.</summary>
    public bool InferConflicts { get; init; }
}
