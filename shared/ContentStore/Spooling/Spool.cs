using System.Buffers;
using System.Security.Cryptography;

namespace IntentEngine.ContentStore.Spooling;

/// <summary>Writes what is read to a file, counting and hashing on the way, so that no content is ever held in memory whole.</summary>
internal static class Spool
{
    private const int BufferSize = 80 * 1024;

    /// <summary>Opens a new file for an upload. It is locked, so that others can tell one in use from one left behind by a crash.</summary>
    /// <exception cref="ContentStoreUnavailableException">The folder cannot be written.</exception>
    public static FileStream Create(string path, FileOptions options = FileOptions.None)
    {
        try
        {
            return new FileStream(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 0, Options = options | FileOptions.Asynchronous });
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw CannotWrite(failure);
        }
    }

    /// <summary>Copies to the end of <paramref name="source"/>. What the source throws passes as it is.</summary>
    /// <exception cref="ContentTooLargeException">More than <paramref name="limit"/> bytes came.</exception>
    /// <exception cref="ContentStoreUnavailableException">The file cannot be written.</exception>
    public static async Task<StoredContent> FillAsync(FileStream file, Stream source, long limit, CancellationToken cancel)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            long size = 0;
            for (int read; (read = await source.ReadAsync(buffer.AsMemory(0, BufferSize), cancel)) > 0;)
            {
                if ((size += read) > limit) throw new ContentTooLargeException(limit);
                hash.AppendData(buffer, 0, read);
                await WriteAsync(file, buffer.AsMemory(0, read), cancel);
            }

            return new StoredContent(Convert.ToHexStringLower(hash.GetHashAndReset()), size);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>The failure of a disk, told as ours.</summary>
    public static ContentStoreUnavailableException CannotWrite(Exception failure) =>
        new($"The folder for contents cannot be written: {failure.Message} Check space and permissions.", failure);

    private static async Task WriteAsync(FileStream file, ReadOnlyMemory<byte> bytes, CancellationToken cancel)
    {
        try
        {
            await file.WriteAsync(bytes, cancel);
        }
        catch (IOException failure)
        {
            throw CannotWrite(failure);
        }
    }
}
