namespace IntentEngine.Intents.Log;

/// <summary>A command that cannot be carried out however often it is tried; its message is parked, for people to judge.</summary>
public sealed class UnacceptableCommandException(string message) : Exception(message);
