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
