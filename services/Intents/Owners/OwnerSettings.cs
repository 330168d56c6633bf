using System.ComponentModel.DataAnnotations;

namespace IntentEngine.Intents.Owners;

/// <summary>Who is told the ends of action queues, and how webhooks are sent. Section <c>Intents:Owners</c>.</summary>
public sealed record OwnerSettings
{
    /// <summary>Owners that every organization has, each listening on the queue <c>completions-OWNER</c>. Null or absent: <c>work</c>, <c>needs</c>, <c>navigation</c>, <c>workflows</c>.</summary>
    [MaxLength(100)]
    public IReadOnlyList<string>? Known { get; init; }

    /// <summary>Key that protects webhook secrets in the database: 32 random bytes in base64 or as 64 hexadecimal digits, the same for every instance. Null: <see cref="SecretKeyFile"/>.</summary>
    public string? SecretKey { get; init; }

    /// <summary>File with that key; made with a random one (mode 0600) when it does not exist. Null, and no <see cref="SecretKey"/>: webhooks cannot be registered.</summary>
    public string? SecretKeyFile { get; init; }

    /// <summary>Whether webhooks may go to private addresses and over plain http. Default false; true is for development, since members' administrators choose the addresses.</summary>
    public bool AllowPrivateWebhooks { get; init; }

    /// <summary>How long a webhook may take to answer. Default 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00")]
    public TimeSpan WebhookTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Attempts before a delivery is parked for people to judge, 1 to 50. Default 15: with pauses from 5 s doubling to 1 h, about 5 hours.</summary>
    [Range(1, 50)]
    public int MostWebhookAttempts { get; init; } = 15;

    internal IReadOnlyList<string> Everybodys => Known ?? ["work", "needs", "navigation", "workflows"];
}
