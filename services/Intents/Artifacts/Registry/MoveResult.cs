using IntentEngine.Contracts.Intents;
using IntentEngine.Intents.Artifacts.Lifecycle;

namespace IntentEngine.Intents.Artifacts.Registry;

/// <summary>What became of the wish to move an artifact on.</summary>
internal abstract record MoveResult
{
    private MoveResult()
    {
    }

    /// <summary>It is there, now or before.</summary>
    /// <param name="Artifact">As it is afterwards.</param>
    internal sealed record Done(Artifact Artifact) : MoveResult;

    /// <summary>The present state forbids it; nothing was changed.</summary>
    /// <param name="Artifact">As it is.</param>
    /// <param name="Requested">The state that was asked for.</param>
    internal sealed record Refused(Artifact Artifact, ArtifactState Requested) : MoveResult
    {
        /// <summary>For people; names both states.</summary>
        public string Reason => $"Cannot go from {Artifact.State.Word()} to {Requested.Word()}.";
    }

    /// <summary>The organization has no such artifact.</summary>
    internal sealed record Unknown : MoveResult;
}
