namespace IntentEngine.Intents.Graph.Storage.Files;

/// <summary>Keeps a second process out of a folder; the operating system lets go when the process ends, however it ends.</summary>
internal sealed class FolderLock : IDisposable
{
    private readonly FileStream _file;

    private FolderLock(FileStream file) => _file = file;

    /// <exception cref="GraphStorageException">Another process has it.</exception>
    public static FolderLock Take(string folder)
    {
        try
        {
            return new FolderLock(new FileStream(Path.Combine(folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException taken)
        {
            throw new GraphStorageException($"Another process uses the intent graphs in {folder}; stop it, or choose another Intents:Graph:Folder.", taken);
        }
    }

    public void Dispose() => _file.Dispose();
}
