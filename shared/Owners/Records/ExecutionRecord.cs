using System.Text.Json;

namespace IntentEngine.Owners.Records;

/// <summary>What an owner remembers of work it enqueued, found again by the token of its completion (seed 003 §3.4). Private to the owner.</summary>
public sealed record ExecutionRecord
{
    /// <summary>The single-use key.</summary>
    public required string Token { get; init; }

    /// <summary>Whom the work is for, e.g. a settler; at most 200 characters.</summary>
    public required string Subject { get; init; }

    /// <summary>The owner's own data, any JSON.</summary>
    public required JsonElement Payload { get; init; }

    /// <summary>Which try this is, from 1. A retry is a new record with a new token.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>When it was registered (UTC).</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>From when on the token is stale and the record waits to be swept (UTC). Null: never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The record without its token and its data, which logs must not show.</summary>
    public override string ToString() => $"record {CompletionToken.ForLogs(Token)} of {Subject}, attempt {Attempt}";
}
