namespace IntentEngine.Messaging.Database;

/// <summary>The request's <c>Idempotency-Key</c> was used by another request that committed first. Nothing was written.</summary>
public sealed class IdempotencyConflictException(string message, Exception? inner = null) : Exception(message, inner);
