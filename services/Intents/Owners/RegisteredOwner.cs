namespace IntentEngine.Intents.Owners;

/// <summary>Somebody who may be told how enqueued work ended. Not a record: its text would show the secret.</summary>
internal sealed class RegisteredOwner
{
    public required string Name { get; init; }

    public required OwnerDelivery Delivery { get; init; }

    /// <summary>Queue of the broker; with delivery by queue only.</summary>
    public string? Queue { get; init; }

    /// <summary>Where requests go; with delivery by webhook only.</summary>
    public Uri? Url { get; init; }

    /// <summary>The secret of its signatures, protected (<see cref="OwnerSecrets"/>).</summary>
    public byte[]? Secret { get; init; }

    /// <summary>When it was registered. Null: it is known to every organization.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    public DateTimeOffset? UpdatedAt { get; init; }
}
