namespace IntentEngine.Intents.ActionQueues.Leaks;

/// <summary>Completion tokens that lost their other half (seed 003 §12). Tokens are shown by their first characters only.</summary>
public sealed record LeakReport
{
    /// <summary>Queues whose owner has no record for their token: their outcome will be a no-op.</summary>
    public required IReadOnlyList<Leak> TokensWithoutRecord { get; init; }

    /// <summary>Records whose token no live queue and no open intent carries: no outcome will ever come for them.</summary>
    public required IReadOnlyList<Leak> RecordsWithoutToken { get; init; }
}

/// <summary>One half of a pair.</summary>
/// <param name="Owner">Whose token it is.</param>
/// <param name="Subject">Whom the work is for, where that is known.</param>
/// <param name="Token">Its first four characters.</param>
/// <param name="QueueId">The enqueue that carries it. Null: there is none.</param>
public sealed record Leak(string Owner, string? Subject, string Token, Guid? QueueId);
