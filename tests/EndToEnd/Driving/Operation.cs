namespace IntentEngine.EndToEnd.Driving;

/// <summary>One request of the history.</summary>
/// <param name="Kind">What was asked.</param>
/// <param name="Key">Idempotency key, the same for every repetition.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Status">HTTP status; 0: no answer.</param>
/// <param name="WorkflowId">The workflow the answer names.</param>
/// <param name="Took">Time from sending to knowing.</param>
internal sealed record Operation(string Kind, string Key, Outcome Outcome, int Status, Guid? WorkflowId, TimeSpan Took);
