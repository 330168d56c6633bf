using System.Text.Json;
using IntentEngine.Contracts.Intents;
using IntentEngine.Intents.ActionQueues.Rules;

namespace IntentEngine.Intents.ActionQueues.Commands;

/// <summary>Actions somebody wants a subject to do, however the wish came. Not a record: its text would show the token.</summary>
internal sealed class EnqueueWish
{
    public required Guid QueueId { get; init; }

    public required string Subject { get; init; }

    public required IReadOnlyList<JsonElement> Actions { get; init; }

    public ActionPriority Priority { get; init; } = ActionPriority.Normal;

    public required string Owner { get; init; }

    public required string Token { get; init; }

    public string? Reason { get; init; }

    public bool RejectIfBusy { get; init; }

    /// <summary>See <see cref="ActionQueue.Resumes"/>.</summary>
    public bool Resumes { get; init; }

    public required TimeSpan TimeToLive { get; init; }

    /// <summary>What an old rich context carried besides its kind, to be handed to the owner. Null: the context was owner and token.</summary>
    public JsonElement? Carried { get; init; }

    public ActionQueue Begin(DateTimeOffset now) => new()
    {
        QueueId = QueueId,
        Subject = Subject,
        Status = QueueStatus.Waiting,
        Priority = Priority,
        Owner = Owner,
        Token = Token,
        Reason = Reason,
        Resumes = Resumes,
        Actions = JsonSerializer.Serialize(Actions),
        Count = Actions.Count,
        CreatedAt = now,
        ExpiresAt = now + TimeToLive,
    };

    /// <summary>Whether an enqueue of the same id is this one come again. A translated one has a token of its own making, which says nothing.</summary>
    public bool IsSameAs(ActionQueue existing) => existing.Subject == Subject && existing.Owner == Owner && (Carried is not null || existing.Token == Token);
}
