using IntentEngine.ContentStore.Spooling;

namespace IntentEngine.ContentStore.Folders;

/// <summary>Contents as files: <c>ROOT/ORGANIZATION/ab/abcd…</c>, made of a UUID and hexadecimal digits alone, so no name from outside can lead elsewhere.</summary>
/// <remarks>An upload is a locked file under <c>ROOT/incoming</c> until it is whole and on the disk; then one rename makes it visible. Many processes may share the folder.</remarks>
internal sealed class FolderContentStore(string root, TimeProvider clock) : IContentStore
{
    private readonly string _root = Path.GetFullPath(root);

    private string Incoming => Path.Combine(_root, "incoming");

    /// <summary>Makes the folder and removes uploads that a crash left behind; those in use elsewhere are locked and stay.</summary>
    /// <returns>How many were removed.</returns>
    /// <exception cref="ContentStoreUnavailableException">The folder cannot be made or read.</exception>
    public int Prepare()
    {
        try
        {
            Directory.CreateDirectory(Incoming);
            return Directory.EnumerateFiles(Incoming).Count(Remove);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Spool.CannotWrite(failure);
        }
    }

    public async Task<StoredContent> WriteAsync(Guid organizationId, Stream content, long limit, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(content);
        var partial = Path.Combine(Incoming, $"{Guid.CreateVersion7():N}.part");
        await using var file = Spool.Create(partial);
        try
        {
            var stored = await Spool.FillAsync(file, content, limit, cancel);
            Publish(file, partial, new FolderContent(PathOf(organizationId, stored.Sha256), clock));
            return stored;
        }
        finally
        {
            // After the rename there is nothing here any more.
            File.Delete(partial);
        }
    }

    public Task<Stream?> OpenAsync(Guid organizationId, string sha256, CancellationToken cancel) =>
        Task.FromResult<Stream?>(ContentHash.IsWellFormed(sha256) ? Open(PathOf(organizationId, sha256)) : null);

    public async Task<long?> KeepAsync(Guid organizationId, string sha256, CancellationToken cancel) =>
        ContentHash.IsWellFormed(sha256) ? await new FolderContent(PathOf(organizationId, sha256), clock).KeepAsync(cancel) : null;

    public Task<Collected> CollectAsync(Guid organizationId, string sha256, TimeSpan unused, CancellationToken cancel)
    {
        ContentAge.ThrowIfTooShort(unused);
        return Task.FromResult(ContentHash.IsWellFormed(sha256) ? new FolderContent(PathOf(organizationId, sha256), clock).Collect(unused) : Collected.Missing);
    }

    private static FileStream? Open(string path)
    {
        try
        {
            return new FileStream(path, new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.Read, Share = FileShare.Read | FileShare.Delete, Options = FileOptions.Asynchronous | FileOptions.SequentialScan });
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ContentStoreUnavailableException($"A content cannot be read: {failure.Message} Check permissions.", failure);
        }
    }

    private static void Publish(FileStream file, string partial, FolderContent content)
    {
        try
        {
            file.Flush(flushToDisk: true);
            // The same bytes are here already; who reads them is not disturbed.
            if (content.Size == file.Length && content.Touch()) return;
            var folder = Path.GetDirectoryName(content.Path)!;
            Directory.CreateDirectory(folder);
            File.Move(partial, content.Path, overwrite: true);
            content.Touch();
            DirectoryFlush.UpTo(folder, levels: 3);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Spool.CannotWrite(failure);
        }
    }

    private static bool Remove(string partial)
    {
        try
        {
            using var unused = new FileStream(partial, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
            File.Delete(partial);
            return true;
        }
        catch (IOException)
        {
            // Locked by the process that fills it, or finished in this moment.
            return false;
        }
    }

    private string PathOf(Guid organizationId, string sha256) => Path.Combine(_root, organizationId.ToString("D"), sha256[..2], sha256);
}
