using System.Text.Json;

namespace IntentEngine.Intents.Lifecycle;

/// <summary>One row of <c>intent_executions</c> as decisions see it.</summary>
internal sealed record Intent
{
    /// <summary>Whose intent it is (<c>tenant_id</c>).</summary>
    public required Guid OrganizationId { get; init; }

    /// <summary>Chosen by the sender or made here; unique within the organization.</summary>
    public required string IntentId { get; init; }

    /// <summary>What should be done, snake_case.</summary>
    public required string IntentType { get; init; }

    /// <summary>Where it is in its life.</summary>
    public required IntentStatus Status { get; init; }

    /// <summary>The artifact it is about. Null: none.</summary>
    public string? TargetArtifactId { get; init; }

    /// <summary>All the executor needs; a JSON object.</summary>
    public required JsonElement Context { get; init; }

    /// <summary>Subject or service that wants it. Empty (null in the table): nobody said so yet, see <see cref="IsOnlyCancelled"/>.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>The user's session it was made in, which it outlives. Null: none.</summary>
    public Guid? SessionId { get; init; }

    /// <summary>When it was created (UTC).</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last changed (UTC).</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Who is told the end. Null: nobody.</summary>
    public string? Owner { get; init; }

    /// <summary>The owner's single-use key; a secret. Null without an owner.</summary>
    public string? CompletionToken { get; init; }

    /// <summary>Correlation of the executions it belongs to.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>The execution that caused it.</summary>
    public string? ParentExecutionId { get; init; }

    /// <summary>Who is claimed first among what waits: the higher. Default 0.</summary>
    public int Priority { get; init; }

    /// <summary>Before this nobody may claim it (UTC). Null: at once.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>Equal to <see cref="NotBefore"/> until that time has come and was announced; then null.</summary>
    public DateTimeOffset? WaitsUntil { get; init; }

    /// <summary>Pending past this, it is cancelled as expired (UTC). Null: never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When the claim ends by itself (UTC). Null: not claimed, or claimed without an end.</summary>
    public DateTimeOffset? LeaseUntil { get; init; }

    /// <summary>How often it was claimed.</summary>
    public int Attempts { get; init; }

    /// <summary>Who claimed it last; stays after a release or a retry. Null: never claimed.</summary>
    public string? Worker { get; init; }

    /// <summary>The execution that claimed it last.</summary>
    public string? ExecutionId { get; init; }

    /// <summary>When it was claimed last (UTC).</summary>
    public DateTimeOffset? ClaimedAt { get; init; }

    /// <summary>When it was completed (UTC); set on completed intents only (seed 000).</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>When it completed, failed or was cancelled (UTC).</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Why it failed or was cancelled.</summary>
    public string? Error { get; init; }

    /// <summary>What the executor reported over HTTP; a JSON object. Null: nothing.</summary>
    public JsonElement? Result { get; init; }

    /// <summary>Goes up by one with every transition, so it equals the number of audit rows; a longer lease is no transition.</summary>
    public int Version { get; init; } = 1;

    /// <summary>Whether only its cancellation is known so far: messages may overtake each other, and then the wish is filled in when it comes.</summary>
    public bool IsOnlyCancelled => CreatedBy.Length == 0;

    /// <summary>Ids and status alone: the completion token and the context do not belong in logs.</summary>
    public override string ToString() => $"Intent {IntentId} of {OrganizationId}: {Status.Word()}, version {Version}";
}
