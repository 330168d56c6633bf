using System.Text.Json;
using IntentEngine.Contracts.Intents;

namespace IntentEngine.Intents.ActionQueues.Snapshots;

/// <summary>All that a subject is doing and was to do, so that it can go on elsewhere or later. Holds tokens: keep it as safe as the owners' records.</summary>
public sealed record SubjectSnapshot
{
    /// <summary>The version written: contexts are owner and token. Version 1 had rich contexts (<c>kind: work|need</c>) and is read for one version.</summary>
    public const int Current = 2;

    /// <summary>2; or 1, which is rewritten.</summary>
    public required int Version { get; init; }

    /// <summary>Whose queues these are. Null: that of the address.</summary>
    public string? Subject { get; init; }

    /// <summary>In order of arrival; what ran begins its current action anew.</summary>
    public required IReadOnlyList<QueueSnapshot> Queues { get; init; }
}

/// <summary>One live enqueue.</summary>
public sealed record QueueSnapshot
{
    /// <summary>Its id. Null (version 1 had none): made from its content, so that restoring twice is restoring once.</summary>
    public Guid? QueueId { get; init; }

    /// <summary>How urgent it is. Null: normal.</summary>
    public ActionPriority? Priority { get; init; }

    /// <summary><c>{owner, token}</c>; in version 1 <c>{kind, …}</c>.</summary>
    public required JsonElement Context { get; init; }

    /// <summary>Why it was enqueued.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether it goes on by itself after an interruption. Null: it does not.</summary>
    public bool? ResumeIfInterrupted { get; init; }

    /// <summary>All its actions, done or not.</summary>
    public required IReadOnlyList<JsonElement> Actions { get; init; }

    /// <summary>How many of them are done. Default 0.</summary>
    public int Position { get; init; }

    /// <summary>When its time runs out (UTC). Null: in one day.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}
