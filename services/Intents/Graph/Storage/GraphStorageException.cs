using IntentEngine.Hosting.Startup;

namespace IntentEngine.Intents.Graph.Storage;

/// <summary>A backend cannot be opened, or what it holds is damaged: the message says what was found and what a person can do. Nothing was changed.</summary>
internal sealed class GraphStorageException : StartupException
{
    public GraphStorageException(string message) : base(message) { }

    public GraphStorageException(string message, Exception inner) : base(message, inner) { }
}
