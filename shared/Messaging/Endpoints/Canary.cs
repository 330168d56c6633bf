using MassTransit;

namespace IntentEngine.Messaging.Endpoints;

/// <summary>Sent to each endpoint every ten seconds to see whether it still consumes.</summary>
[EntityName("messaging.canary.v1")]
[MessageUrn("messaging:canary:v1")]
public sealed record Canary
{
    /// <summary>When it was sent (UTC).</summary>
    public required DateTimeOffset SentAt { get; init; }
}
