namespace IntentEngine.Intents.Graph.Storage.Files;

/// <summary>Where a file backend keeps what.</summary>
internal abstract class FolderLayout(string folder)
{
    /// <summary>The folder that belongs to the store.</summary>
    public string Folder { get; } = Path.GetFullPath(folder);

    /// <summary>Name of the backend.</summary>
    public abstract string Backend { get; }

    /// <summary>The organizations that have files here.</summary>
    public abstract IEnumerable<Guid> Organizations();

    /// <summary>Path of an organization's snapshot.</summary>
    public abstract string Document(Guid organization);

    /// <summary>Path of an organization's journal.</summary>
    public abstract string Journal(Guid organization);

    /// <summary>How an organization's intents are kept; makes the folders that it needs.</summary>
    public abstract IIntentBodies Bodies(Guid organization);
}
