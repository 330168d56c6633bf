using IntentEngine.Messaging.Database;

namespace IntentEngine.Messaging.Sagas;

/// <summary>What came of raising an event.</summary>
/// <param name="Outcome">Whether it committed now or had been consumed before.</param>
/// <param name="Reply">What the state machine answered. Null: it does not know the saga, or ignores the event in its state.</param>
public sealed record RaiseResult(CommitOutcome Outcome, object? Reply);
