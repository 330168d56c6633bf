using System.Text.Json.Serialization;

namespace IntentEngine.Contracts.Intents;

/// <summary>Where an artifact is in its life (spec semantics §2.3). It only ever moves forward; on the wire in capitals, e.g. <c>READY</c>.</summary>
public enum ArtifactState
{
    /// <summary>It was taken in and waits to be saved; nobody can resolve it yet.</summary>
    [JsonStringEnumMemberName("PENDING")]
    Pending,

    /// <summary>It can be used.</summary>
    [JsonStringEnumMemberName("READY")]
    Ready,

    /// <summary>It cannot be used; a new attempt makes a new artifact. Final.</summary>
    [JsonStringEnumMemberName("FAILED")]
    Failed,

    /// <summary>It is kept and can be read, and is no longer offered for new work.</summary>
    [JsonStringEnumMemberName("ARCHIVED")]
    Archived,

    /// <summary>It is gone; that it was there stays known. Final.</summary>
    [JsonStringEnumMemberName("DELETED")]
    Deleted,
}
