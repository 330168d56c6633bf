using System.Text.Json;
using IntentEngine.Intents.Lifecycle;
using IntentEngine.Intents.Log;

namespace IntentEngine.Intents.Creation;

/// <summary>An intent somebody wants to create, however the wish came. Not a record: its text would show the completion token.</summary>
internal sealed class NewIntent
{
    /// <summary>See <see cref="Intent.IntentId"/>.</summary>
    public required string IntentId { get; init; }

    /// <summary>See <see cref="Intent.IntentType"/>.</summary>
    public required string IntentType { get; init; }

    /// <summary>See <see cref="Intent.TargetArtifactId"/>.</summary>
    public string? TargetArtifactId { get; init; }

    /// <summary>See <see cref="Intent.Context"/>.</summary>
    public required JsonElement Context { get; init; }

    /// <summary>See <see cref="Intent.CreatedBy"/>.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>See <see cref="Intent.SessionId"/>.</summary>
    public Guid? SessionId { get; init; }

    /// <summary>See <see cref="Intent.Owner"/>.</summary>
    public string? Owner { get; init; }

    /// <summary>See <see cref="Intent.CompletionToken"/>.</summary>
    public string? CompletionToken { get; init; }

    /// <summary>See <see cref="Intent.CorrelationId"/>.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>See <see cref="Intent.ParentExecutionId"/>.</summary>
    public string? ParentExecutionId { get; init; }

    /// <summary>See <see cref="Intent.Priority"/>.</summary>
    public int Priority { get; init; }

    /// <summary>See <see cref="Intent.NotBefore"/>.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>See <see cref="Intent.ExpiresAt"/>.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The intent as it begins.</summary>
    public Intent Begin(Guid organizationId, DateTimeOffset now) => new()
    {
        OrganizationId = organizationId,
        IntentId = IntentId,
        IntentType = IntentType,
        Status = IntentStatus.Pending,
        TargetArtifactId = TargetArtifactId,
        Context = Context,
        CreatedBy = CreatedBy,
        SessionId = SessionId,
        CreatedAt = now,
        UpdatedAt = now,
        Owner = Owner,
        CompletionToken = CompletionToken,
        CorrelationId = CorrelationId,
        ParentExecutionId = ParentExecutionId,
        Priority = Priority,
        NotBefore = Stored(NotBefore),
        WaitsUntil = NotBefore > now ? Stored(NotBefore) : null,
        ExpiresAt = Stored(ExpiresAt),
    };

    /// <summary>What of an existing intent of the same id is another's: empty when this is a repeat. The context is not compared: the first one stays.</summary>
    public IReadOnlyList<string> DifferencesFrom(Intent existing)
    {
        var differences = new List<string>();
        if (existing.IntentType != IntentType) differences.Add("intent_type");
        if (existing.TargetArtifactId != TargetArtifactId) differences.Add("target_artifact_id");
        if (existing.Owner != Owner || existing.CompletionToken != CompletionToken) differences.Add("owner and completion_token");
        return differences;
    }

    // The database keeps microseconds.
    private static DateTimeOffset? Stored(DateTimeOffset? time) => time is { } t ? IntentLog.Instant(t) : null;
}
