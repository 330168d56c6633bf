using IntentEngine.Hosting.Requests;
using IntentEngine.Messaging.Database;

namespace IntentEngine.Intents.Graph.Changes;

/// <summary>What every change of a graph has in common.</summary>
internal sealed record GraphRequest
{
    /// <summary>Whose graph.</summary>
    public required Guid OrganizationId { get; init; }

    /// <summary>Who asks, for the history.</summary>
    public required string Actor { get; init; }

    /// <summary>The version that the asker read. Null: whichever is there.</summary>
    public int? ExpectedVersion { get; init; }

    /// <summary>The action that causes the change. Null: none was named.</summary>
    public string? TriggeringActionId { get; init; }

    /// <summary>The caller's idempotency key. Null: there is none.</summary>
    public IdempotencyFeature? Key { get; init; }

    /// <summary>The answer to keep with the change, if there is a key to keep it under.</summary>
    public StoredReply? Remember<T>(int status, T body, string? location = null) => Key is null ? null : StoredReplies.Of(Key, status, body, location);
}
