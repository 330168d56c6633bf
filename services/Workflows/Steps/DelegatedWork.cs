using IntentEngine.Messaging.Database;

namespace IntentEngine.Workflows.Steps;

/// <summary>One piece of a step's work that somebody else executes as an intent with an owner and a completion token (seed 003).</summary>
public sealed record DelegatedWork
{
    /// <summary>Type of the intent, e.g. <c>generate_article</c>.</summary>
    public required string IntentType { get; init; }

    /// <summary>The artifact it works on, e.g. the article's id.</summary>
    public required string TargetArtifactId { get; init; }

    /// <summary>All the executor needs; written as snake_case JSON to the intent's context.</summary>
    public required object Context { get; init; }

    /// <summary>Adds what must be written together with handing it out, e.g. the article's row. Null: nothing.</summary>
    public Action<UnitOfWork, Guid>? Stage { get; init; }
}
