using System.Text.Json;
using MassTransit;

namespace IntentEngine.Contracts.Intents;

/// <summary>Command to Intents: remember that something should happen. Repeating it is safe; the intent's state is then announced again.</summary>
[EntityName("intents.create.v1")]
[MessageUrn("intents:create:v1")]
public sealed record CreateIntent
{
    /// <summary>The queue it is sent to.</summary>
    public const string Queue = "intents";

    /// <summary>Whose intent it is.</summary>
    public required Guid OrganizationId { get; init; }

    /// <summary>Id chosen by the sender, 1 to 200 characters; the same id is the same intent.</summary>
    public required string IntentId { get; init; }

    /// <summary>What should be done, snake_case, e.g. <c>generate_article</c>.</summary>
    public required string IntentType { get; init; }

    /// <summary>The artifact it is about. Null: none.</summary>
    public string? TargetArtifactId { get; init; }

    /// <summary>All the executor needs, a JSON object.</summary>
    public required JsonElement Context { get; init; }

    /// <summary>Subject that wants it, or the name of the service.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>Who is told the outcome, e.g. <c>workflows</c>. Null: nobody.</summary>
    public string? Owner { get; init; }

    /// <summary>The owner's single-use key. Required with an owner.</summary>
    public string? CompletionToken { get; init; }

    /// <summary>Correlation of the executions it belongs to.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>The execution that caused it.</summary>
    public string? ParentExecutionId { get; init; }

    /// <summary>The user's session it was made in.</summary>
    public Guid? SessionId { get; init; }

    /// <summary>Who is claimed first among what waits: the higher. -1000 to 1000; default 0.</summary>
    public int Priority { get; init; }

    /// <summary>Before this nobody may claim it (UTC). Null or past: at once.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>Not claimed by then (UTC), it is cancelled with the reason <c>expired</c>. Null: it waits for ever.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}

/// <summary>Command to Intents: the sender wants to execute a pending intent. One claim wins and is answered by <see cref="IntentClaimed"/>.</summary>
[EntityName("intents.claim.v1")]
[MessageUrn("intents:claim:v1")]
public sealed record ClaimIntent
{
    /// <summary>Whose intent it is.</summary>
    public required Guid OrganizationId { get; init; }

    /// <summary>The intent.</summary>
    public required string IntentId { get; init; }

    /// <summary>Who will execute it, e.g. <c>articles</c>.</summary>
    public required string Worker { get; init; }

    /// <summary>The execution that will do it.</summary>
    public required string ExecutionId { get; init; }

    /// <summary>How long the claim holds without a <see cref="HeartbeatIntent"/>, 1 to 86400 seconds. Null: until it ends.</summary>
    public int? LeaseSeconds { get; init; }
}

/// <summary>Command to Intents: the sender takes on several pending intents, the most urgent and then the oldest first. Each is answered by one <see cref="IntentClaimed"/>.</summary>
/// <remarks>When nothing waits there is no answer; <see cref="IntentReady"/> says when to ask again.</remarks>
[EntityName("intents.claim-batch.v1")]
[MessageUrn("intents:claim-batch:v1")]
public sealed record ClaimIntents
{
    /// <summary>Whose intents they are.</summary>
    public required Guid OrganizationId { get; init; }

    /// <summary>What the sender can do, 1 to 20 types.</summary>
    public required IReadOnlyList<string> IntentTypes { get; init; }

    /// <summary>How many at most, 1 to 100.</summary>
    public required int Max { get; init; }

    /// <summary>How long each claim holds without a <see cref="HeartbeatIntent"/>, 1 to 86400 seconds; then the intent is given back.</summary>
    public required int LeaseSeconds { get; init; }

    /// <summary>Who will execute them; the answers name it.</summary>
    public required string Worker { get; init; }
}

/// <summary>Command to Intents: the claimant is still at work. Ignored when the claim has been lost.</summary>
[EntityName("intents.heartbeat.v1")]
[MessageUrn("intents:heartbeat:v1")]
public sealed record HeartbeatIntent
{
    /// <summary>Whose intent it is.</summary>
    public required Guid OrganizationId { get; init; }

    /// <summary>The intent.</summary>
    public required string IntentId { get; init; }

    /// <summary>The execution that claimed it.</summary>
    public required string ExecutionId { get; init; }

    /// <summary>How long the claim holds from now on, 1 to 86400 seconds.</summary>
    public required int LeaseSeconds { get; init; }
}

/// <summary>Command to Intents: the claimant gives it back untouched, for another to claim. Repeats change nothing.</summary>
[EntityName("intents.release.v1")]
[MessageUrn("intents:release:v1")]
public sealed record ReleaseIntent
{
    /// <summary>Whose intent it is.</summary>
    public required Guid OrganizationId { get; init; }

    /// <summary>The intent.</summary>
    public required string IntentId { get; init; }

    /// <summary>The execution that claimed it.</summary>
    public required string ExecutionId { get; init; }
}

/// <summary>Command to Intents: the work is done. Repeats change nothing.</summary>
[EntityName("intents.complete.v1")]
[MessageUrn("intents:complete:v1")]
public sealed record CompleteIntent
{
    /// <summary>Whose intent it is.</summary>
    public required Guid OrganizationId { get; init; }

    /// <summary>The intent.</summary>
    public required string IntentId { get; init; }

    /// <summary>The execution that did it; must be the one that claimed.</summary>
    public required string ExecutionId { get; init; }

    /// <summary>What came of it, a JSON object of at most 64 KiB. Null: nothing to say.</summary>
    public JsonElement? Result { get; init; }
}

/// <summary>Command to Intents: the work failed for good. Repeats change nothing.</summary>
[EntityName("intents.fail.v1")]
[MessageUrn("intents:fail:v1")]
public sealed record FailIntent
{
    /// <summary>Whose intent it is.</summary>
    public required Guid OrganizationId { get; init; }

    /// <summary>The intent.</summary>
    public required string IntentId { get; init; }

    /// <summary>The execution that failed; must be the one that claimed.</summary>
    public required string ExecutionId { get; init; }

    /// <summary>Why, for people; at most 2000 characters.</summary>
    public required string Error { get; init; }
}

/// <summary>Command to Intents: nobody wants it any more. Terminal intents stay as they are.</summary>
[EntityName("intents.cancel.v1")]
[MessageUrn("intents:cancel:v1")]
public sealed record CancelIntent
{
    /// <summary>Whose intent it is.</summary>
    public required Guid OrganizationId { get; init; }

    /// <summary>The intent.</summary>
    public required string IntentId { get; init; }

    /// <summary>Why, for people.</summary>
    public required string Reason { get; init; }
}
