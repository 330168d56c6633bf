using IntentEngine.Intents.Graph.Model;

namespace IntentEngine.Intents.Graph.Creation;

/// <summary>An intent that somebody wants in the graph. Either its fields or its RTFS source say what it is.</summary>
public sealed class NewGraphIntent
{
    /// <summary>Id within the organization: 1 to 200 letters, digits, '.', '_', ':', '@' or '-'. Absent: a UUID is made.</summary>
    public string? IntentId { get; init; }

    /// <summary>A name for people and programs, at most 200 characters.</summary>
    public string? Name { get; init; }

    /// <summary>The user's session, at most 200 characters.</summary>
    public string? SessionId { get; init; }

    /// <summary>What is to be achieved, at most 10000 characters. Needed unless the source says it.</summary>
    public string? Goal { get; init; }

    /// <summary>What was asked for, word for word, at most 50000 characters. Absent: the goal.</summary>
    public string? OriginalRequest { get; init; }

    /// <summary>An RTFS intent form of at most 16 KiB, kept byte for byte; goal, name, constraints, preferences and success criteria are read from it. They must then not be sent beside it.</summary>
    public string? RtfsIntentSource { get; init; }

    /// <summary>Hard rules: name to RTFS source.</summary>
    public IReadOnlyDictionary<string, string>? Constraints { get; init; }

    /// <summary>Soft rules: name to RTFS source.</summary>
    public IReadOnlyDictionary<string, string>? Preferences { get; init; }

    /// <summary>RTFS source that judges the result. Absent: success alone decides.</summary>
    public string? SuccessCriteria { get; init; }

    /// <summary>The intent it is part of; makes the edge is_subgoal_of as well.</summary>
    public string? ParentIntent { get; init; }

    /// <summary>What made it come to be: human_request (default), plan_execution, system_event, intent_completion or arbiter_inference.</summary>
    public string? TriggeredBy { get; init; }

    /// <summary>How it was generated. Absent: nothing is known but the time.</summary>
    public NewGenerationContext? GenerationContext { get; init; }

    /// <summary>Higher is more important; default 0.</summary>
    public uint? Priority { get; init; }

    /// <summary>Texts of the caller's own, at most 100.</summary>
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }
}

/// <summary>How an intent was generated (seed 001).</summary>
public sealed class NewGenerationContext
{
    /// <summary>Version of what generated it; default 1.0.0.</summary>
    public string? ArbiterVersion { get; init; }

    /// <summary>When it was generated (UTC). Absent: now.</summary>
    public DateTimeOffset? GenerationTimestamp { get; init; }

    /// <summary>What it was generated from, at most 100 texts.</summary>
    public IReadOnlyDictionary<string, string>? InputContext { get; init; }

    /// <summary>Why, at most 10000 characters.</summary>
    public string? ReasoningTrace { get; init; }
}
