namespace IntentEngine.Intents.Owners;

/// <summary>An owner as HTTP shows it. The secret is shown once, in the answer to the request that made it.</summary>
public sealed record OwnerView
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary><c>queue</c> or <c>webhook</c>.</summary>
    public required OwnerDelivery Delivery { get; init; }

    /// <summary>Queue of the broker; with delivery by queue.</summary>
    public string? Queue { get; init; }

    /// <summary>Where requests go; with delivery by webhook.</summary>
    public string? Url { get; init; }

    /// <summary>The new secret of its signatures, 64 hexadecimal digits. Null unless this request made one.</summary>
    public string? Secret { get; init; }

    /// <summary>When it was registered (UTC). Null: every organization has it.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>When it last changed (UTC).</summary>
    public DateTimeOffset? UpdatedAt { get; init; }

    internal static OwnerView Of(RegisteredOwner owner) => new()
    {
        Name = owner.Name,
        Delivery = owner.Delivery,
        Queue = owner.Queue,
        Url = owner.Url?.AbsoluteUri,
        CreatedAt = owner.CreatedAt,
        UpdatedAt = owner.UpdatedAt,
    };
}
