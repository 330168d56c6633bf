using IntentEngine.ContentStore.Spooling;

namespace IntentEngine.ContentStore.Folders;

/// <summary>One content as a file. Its time of last change says when somebody wrote or kept it last.</summary>
/// <remarks>
/// Collecting renames the file first and looks at its time then: who touched it before the rename is seen, who comes after it finds nothing to touch
/// and writes the bytes anew. So nobody is told that bytes are there which are about to go.
/// </remarks>
internal sealed class FolderContent(string path, TimeProvider clock)
{
    private const int MostLooks = 100;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly string _leaving = path + ".collecting";

    public string Path => path;

    /// <summary>Size in bytes. Null: it is not there.</summary>
    public long? Size => new FileInfo(path) is { Exists: true } file ? file.Length : null;

    /// <summary>Makes it as fresh as one written now.</summary>
    /// <returns>False: it is not there.</returns>
    public bool Touch()
    {
        try
        {
            File.SetLastWriteTimeUtc(path, clock.GetUtcNow().UtcDateTime);
            return true;
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
    }

    /// <summary>Its size, after making it fresh. Null: it is not there.</summary>
    public async Task<long?> KeepAsync(CancellationToken cancel)
    {
        try
        {
            // What is being collected at this moment comes back in the next, or does not.
            for (var look = 0; !Touch(); look++)
            {
                if (look == MostLooks || !File.Exists(_leaving) && !File.Exists(path)) return null;
                await Task.Delay(Pause, clock, cancel);
            }

            return Size;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Spool.CannotWrite(failure);
        }
    }

    /// <summary>Removes it, unless it is fresh.</summary>
    public Collected Collect(TimeSpan unused)
    {
        try
        {
            // A crash while collecting left it under its other name.
            var left = File.Exists(_leaving);
            if (!left)
            {
                if (Size is null) return Collected.Missing;
                if (IsFresh(path, unused)) return Collected.Fresh;
                File.Move(path, _leaving);
            }

            if (IsFresh(_leaving, unused))
            {
                Return();
                return Collected.Fresh;
            }

            File.Delete(_leaving);
            return Size is null ? Collected.Removed : Collected.Fresh;
        }
        catch (FileNotFoundException)
        {
            return Collected.Missing;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Spool.CannotWrite(failure);
        }
    }

    private bool IsFresh(string file, TimeSpan unused) => clock.GetUtcNow() - new DateTimeOffset(File.GetLastWriteTimeUtc(file)) < unused;

    // Somebody may have written the same bytes meanwhile; then these are not needed.
    private void Return()
    {
        if (!File.Exists(path)) File.Move(_leaving, path, overwrite: true);
        else File.Delete(_leaving);
        DirectoryFlush.UpTo(System.IO.Path.GetDirectoryName(path)!, levels: 1);
    }
}
