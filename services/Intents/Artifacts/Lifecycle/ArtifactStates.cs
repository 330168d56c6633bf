using IntentEngine.Contracts.Intents;

namespace IntentEngine.Intents.Artifacts.Lifecycle;

/// <summary>The words for states, and which may follow which (spec semantics §2.3).</summary>
internal static class ArtifactStates
{
    /// <summary>The word in the database and on the wire, e.g. <c>READY</c>.</summary>
    public static string Word(this ArtifactState state) => state.ToString().ToUpperInvariant();

    /// <summary>The state a row's word stands for.</summary>
    /// <exception cref="InvalidOperationException">The table's check constraint was bypassed.</exception>
    public static ArtifactState Parse(string word) =>
        Enum.GetValues<ArtifactState>().Where(state => state.Word() == word).Select(state => (ArtifactState?)state).SingleOrDefault()
        ?? throw new InvalidOperationException($"'{word}' is no state of an artifact; expected one of {string.Join(", ", Enum.GetValues<ArtifactState>().Select(Word))}.");

    /// <summary>Whether an artifact may go from one state to the other. It only moves forward; whatever is not final may turn out to be unusable.</summary>
    public static bool Allow(ArtifactState from, ArtifactState to) => (from, to) switch
    {
        (ArtifactState.Pending, ArtifactState.Ready) => true,
        (ArtifactState.Ready, ArtifactState.Archived) => true,
        (ArtifactState.Archived, ArtifactState.Deleted) => true,
        (ArtifactState.Pending or ArtifactState.Ready or ArtifactState.Archived, ArtifactState.Failed) => true,
        _ => false,
    };

    /// <summary>Whether it can be resolved and read.</summary>
    public static bool IsUsable(this ArtifactState state) => state is ArtifactState.Ready or ArtifactState.Archived;

    /// <summary>What the audit log calls the step into a state.</summary>
    public static string Action(this ArtifactState to) => to switch
    {
        ArtifactState.Ready => "artifact_saved",
        _ => $"artifact_{to.Word().ToLowerInvariant()}",
    };
}
