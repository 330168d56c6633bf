namespace IntentEngine.Messaging.CloudEvents;

/// <summary>A message calls itself a CloudEvent and is none; the text says what was expected.</summary>
internal sealed class NotACloudEventException(string message) : Exception(message);
