using IntentEngine.Hosting.Startup;
using IntentEngine.Intents.Graph.Storage;
using IntentEngine.Intents.Graph.Storage.Opening;

namespace IntentEngine.Intents.Graph.Commands;

/// <summary>A store as commands name it: <c>postgres</c>, or <c>file:FOLDER</c>, <c>archive:FOLDER</c>, <c>sqlite:FOLDER</c>.</summary>
internal sealed record GraphAddress(GraphBackend Backend, string? Folder)
{
    /// <exception cref="StartupException">It names no store.</exception>
    public static GraphAddress Parse(string text)
    {
        var parts = text.Split(':', 2);
        var backend = GraphWords.Find<GraphBackend>(parts[0]);
        return (backend, parts) switch
        {
            (GraphBackend.Postgres, [_]) => new GraphAddress(GraphBackend.Postgres, null),
            (GraphBackend.File or GraphBackend.Archive or GraphBackend.Sqlite, [_, { Length: > 0 } folder]) => new GraphAddress(backend.Value, Path.GetFullPath(folder)),
            _ => throw new StartupException($"Expected a store such as postgres, file:/var/lib/graphs, archive:FOLDER or sqlite:FOLDER; came '{text}'."),
        };
    }

    public override string ToString() => Folder is null ? Backend.Word() : $"{Backend.Word()}:{Folder}";
}
