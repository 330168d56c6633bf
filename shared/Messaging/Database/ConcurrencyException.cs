namespace IntentEngine.Messaging.Database;

/// <summary>Somebody else changed the row since it was read. Nothing was written; read again and decide again.</summary>
public sealed class ConcurrencyException(string message, Exception? inner = null) : Exception(message, inner);
