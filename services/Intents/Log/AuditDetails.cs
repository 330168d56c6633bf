using IntentEngine.Intents.Lifecycle;

namespace IntentEngine.Intents.Log;

/// <summary>What the audit log keeps of a transition besides who, what and when: ids and reasons, no context and no token.</summary>
internal sealed record AuditDetails
{
    /// <summary>Who holds or held the claim.</summary>
    public string? Worker { get; init; }

    /// <summary>The execution that claimed.</summary>
    public string? ExecutionId { get; init; }

    /// <summary>Why it failed or was cancelled.</summary>
    public string? Error { get; init; }

    /// <summary>The message that asked for it.</summary>
    public Guid? MessageId { get; init; }

    /// <summary>The details of what an intent became.</summary>
    public static AuditDetails Of(Intent after, ChangeRequest request) => new()
    {
        Worker = after.Worker,
        ExecutionId = after.ExecutionId,
        Error = after.Error,
        MessageId = request.Once?.MessageId,
    };
}
