namespace IntentEngine.Providers.Outbound;

/// <summary>A connection was refused before it was opened, because the address is not a public one.</summary>
public sealed class BlockedAddressException(string message) : IOException(message);
