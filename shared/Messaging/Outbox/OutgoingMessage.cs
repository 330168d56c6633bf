namespace IntentEngine.Messaging.Outbox;

/// <summary>A message as the outbox keeps it: bytes and addresses, no type needed to send it again.</summary>
public sealed record OutgoingMessage
{
    /// <summary>Id on the wire, stable over every attempt; receivers recognise duplicates by it.</summary>
    public required Guid MessageId { get; init; }

    /// <summary>The organization it belongs to.</summary>
    public required Guid OrganizationId { get; init; }

    /// <summary>Name of the service that sends it, lower case.</summary>
    public required string Service { get; init; }

    /// <summary>When the sweeper may send it.</summary>
    public required DateTimeOffset Due { get; init; }

    /// <summary>Whether it is a timer, which only the sweeper sends.</summary>
    public bool Delayed { get; init; }

    /// <summary>Exchange: a queue's own (commands) or a message type's (facts).</summary>
    public required string Destination { get; init; }

    /// <summary>URN of the message type.</summary>
    public required string MessageType { get; init; }

    /// <summary>Whether somebody must have a queue for it; default true. Unroutable mandatory messages stay in the outbox.</summary>
    public bool Mandatory { get; init; } = true;

    /// <summary>W3C trace context of the change that sent it.</summary>
    public string? TraceParent { get; init; }

    /// <summary>JSON, UTF-8.</summary>
    public required byte[] Body { get; init; }
}
