namespace IntentEngine.Messaging.Database;

/// <summary>The answer to a request with an <c>Idempotency-Key</c>, stored in the transaction of its effect and given again to whoever repeats it.</summary>
/// <param name="Key">The header's value.</param>
/// <param name="RequestHash">SHA-256 of method, path and body; a repeat with another hash is refused.</param>
/// <param name="StatusCode">HTTP status, 2xx.</param>
/// <param name="Body">JSON body.</param>
/// <param name="Location">Location header, if any.</param>
public sealed record StoredReply(string Key, byte[] RequestHash, int StatusCode, string Body, string? Location);
