using System.ComponentModel;
using System.Runtime.InteropServices;

namespace IntentEngine.ContentStore.Folders;

/// <summary>Makes a rename survive a loss of power: the entry is part of the directory, which .NET has no way to flush.</summary>
internal static partial class DirectoryFlush
{
    private const int ReadOnly = 0;

    /// <summary>Flushes a directory and those above it. Windows journals renames itself: nothing is done there.</summary>
    /// <param name="directory">The innermost.</param>
    /// <param name="levels">How many, 1 or more: one for each directory that may be new, and the one that holds the outermost of these.</param>
    /// <exception cref="IOException">A directory cannot be flushed.</exception>
    public static void UpTo(string directory, int levels)
    {
        if (OperatingSystem.IsWindows()) return;
        for (var (path, level) = (directory, 0); path is not null && level < levels; (path, level) = (Path.GetDirectoryName(path), level + 1)) Flush(path);
    }

    private static void Flush(string path)
    {
        var handle = Open(path, ReadOnly);
        if (handle < 0) throw Failure(path);
        var flushed = Synchronize(handle);
        var failure = flushed == 0 ? null : Failure(path);
        _ = Close(handle);
        if (failure is not null) throw failure;
    }

    private static IOException Failure(string path)
    {
        var reason = new Win32Exception(Marshal.GetLastPInvokeError());
        return new IOException($"The directory '{path}' cannot be flushed to disk: {reason.Message}.", reason);
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Synchronize(int handle);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int handle);
}
