using IntentEngine.Intents.Graph.Model;

namespace IntentEngine.Intents.Rtfs.Judging;

/// <summary>Where an execution that ended leaves its intent, and how each of its rules was judged.</summary>
internal sealed record CompletionVerdict
{
    /// <summary><see cref="GraphStatus.Completed"/>, <see cref="GraphStatus.Failed"/> or <see cref="GraphStatus.Suspended"/>.</summary>
    public required GraphStatus Status { get; init; }

    /// <summary>Why, for the status history.</summary>
    public required string Reason { get; init; }

    /// <summary>How the success criteria were judged; satisfied when there are none.</summary>
    public required Judgement Criteria { get; init; }

    /// <summary>Hard rules, by name. Reported: the status follows from success and criteria alone.</summary>
    public required IReadOnlyList<NamedJudgement> Constraints { get; init; }

    /// <summary>Soft rules, by name. Reported, never blocking.</summary>
    public required IReadOnlyList<NamedJudgement> Preferences { get; init; }
}
