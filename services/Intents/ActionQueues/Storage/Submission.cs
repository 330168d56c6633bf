using IntentEngine.Intents.ActionQueues.Rules;
using IntentEngine.Messaging.Database;

namespace IntentEngine.Intents.ActionQueues.Storage;

/// <summary>One command on one subject, waiting for its transaction.</summary>
internal sealed record Submission
{
    public required Guid OrganizationId { get; init; }

    public required string Subject { get; init; }

    /// <summary>The rule. Runs again on what the winner left when somebody else changed the subject first, so it must not keep anything.</summary>
    public required Func<SubjectState, Surroundings, DateTimeOffset, CommandResult> Decide { get; init; }

    /// <summary>Enqueues that the rule asks the surroundings for, by id.</summary>
    public IReadOnlyList<Guid> QueueIds { get; init; } = [];

    /// <summary>Enqueues that the rule asks the surroundings for, by token.</summary>
    public IReadOnlyList<string> Tokens { get; init; } = [];

    /// <summary>Makes the answer to store under the request's idempotency key. Null: there is no key. With one, the command gets a transaction of its own.</summary>
    public Func<CommandResult, StoredReply?>? Remember { get; init; }

    public TaskCompletionSource<CommandResult> Result { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
