namespace IntentEngine.Intents.Graph.Editing;

/// <summary>What an intent shall say from now on; what is absent here is absent then. Its source, request, trigger and status stay.</summary>
public sealed class GraphEdit
{
    /// <summary>The version that was read; needed here or as <c>If-Match</c>.</summary>
    public int? Version { get; init; }

    /// <summary>A name, at most 200 characters.</summary>
    public string? Name { get; init; }

    /// <summary>The user's session, at most 200 characters.</summary>
    public string? SessionId { get; init; }

    /// <summary>What is to be achieved, 1 to 10000 characters.</summary>
    public required string Goal { get; init; }

    /// <summary>Hard rules: name to RTFS source.</summary>
    public IReadOnlyDictionary<string, string>? Constraints { get; init; }

    /// <summary>Soft rules: name to RTFS source.</summary>
    public IReadOnlyDictionary<string, string>? Preferences { get; init; }

    /// <summary>RTFS source that judges the result.</summary>
    public string? SuccessCriteria { get; init; }

    /// <summary>The intent it is part of; the edge is_subgoal_of moves with it.</summary>
    public string? ParentIntent { get; init; }

    /// <summary>Higher is more important; default 0.</summary>
    public uint? Priority { get; init; }

    /// <summary>Texts of the caller's own, at most 100.</summary>
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }
}
