namespace IntentEngine.Messaging.Direct;

/// <summary>One delivery as it came from the broker.</summary>
/// <param name="Type">URN of the message type.</param>
/// <param name="MessageId">The same for every delivery.</param>
/// <param name="Organization">The header's organization. Null: there is none.</param>
/// <param name="Body">JSON, UTF-8; valid only while it is handled.</param>
public readonly record struct DirectMessage(string Type, Guid MessageId, string? Organization, ReadOnlyMemory<byte> Body);
