using MassTransit;

namespace IntentEngine.Contracts.Intents;

/// <summary>Fact: a process started without the storage it was configured with for the intent graph, and keeps graphs in memory until it ends. For operators; it belongs to no organization.</summary>
[EntityName("intents.graph-degraded.v1")]
[MessageUrn("intents:graph-degraded:v1")]
public sealed record IntentGraphDegraded
{
    /// <summary>The backend that was configured: <c>file</c>, <c>archive</c> or <c>sqlite</c>.</summary>
    public required string ConfiguredBackend { get; init; }

    /// <summary>What is used instead: <c>memory</c>.</summary>
    public required string StorageMode { get; init; }

    /// <summary>Why it could not be opened, for people.</summary>
    public required string Reason { get; init; }

    /// <summary>Name of the machine.</summary>
    public required string Machine { get; init; }

    /// <summary>When the process started so.</summary>
    public required DateTimeOffset At { get; init; }
}
