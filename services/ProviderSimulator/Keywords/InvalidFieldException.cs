namespace IntentEngine.ProviderSimulator.Keywords;

/// <summary>A task field is wrong: DataForSEO's task-level 40501.</summary>
internal sealed class InvalidFieldException(string message) : Exception(message);
