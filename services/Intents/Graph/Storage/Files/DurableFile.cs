using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;

namespace IntentEngine.Intents.Graph.Storage.Files;

/// <summary>Writes files so that a crash leaves the old content or the new, never a part (spec semantics §1.5).</summary>
internal static class DurableFile
{
    private const string TemporaryMark = ".tmp-";

    /// <summary>Replaces a file: a temporary file in the same folder, flushed to the disk, renamed over it, then the folder flushed too.</summary>
    public static void Replace(string path, ReadOnlySpan<byte> content)
    {
        WriteAndRename(path, content);
        FlushFolder(Path.GetDirectoryName(path)!);
    }

    /// <summary>As <see cref="Replace"/>, but the caller flushes the folder: for many files at once.</summary>
    public static void WriteAndRename(string path, ReadOnlySpan<byte> content)
    {
        var temporary = $"{path}{TemporaryMark}{Environment.ProcessId}";
        try
        {
            using (var file = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0))
            {
                file.Write(content);
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            TryDelete(temporary);
            throw;
        }
    }

    /// <summary>Removes what a crash left unfinished; it was never renamed, so nobody relied on it.</summary>
    public static void DeleteUnfinished(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder, $"*{TemporaryMark}*", SearchOption.AllDirectories)) File.Delete(file);
    }

    /// <summary>Creates a folder that only this user can enter, with the folders it is in.</summary>
    public static void CreateFolder(string folder)
    {
        if (Directory.Exists(folder)) return;
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        if (Path.GetDirectoryName(folder) is { } parent) FlushFolder(parent);
    }

    /// <summary>Makes the names in a folder durable. Windows does so by itself.</summary>
    public static void FlushFolder(string folder)
    {
        if (OperatingSystem.IsWindows()) return;
        var handle = OpenFile(Encoding.UTF8.GetBytes(folder + '\0'), 0);
        if (handle < 0) throw Failed("open");
        try
        {
            if (FlushFile(handle) != 0) throw Failed("flush");
        }
        finally
        {
            _ = CloseFile(handle);
        }

        IOException Failed(string what) => new($"Cannot {what} the folder {folder}: {new Win32Exception(Marshal.GetLastPInvokeError()).Message}");
    }

    private static void TryDelete(string file)
    {
        try
        {
            File.Delete(file);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The first failure is the one to report; the rest goes at the next start.
        }
    }

    // .NET opens no folders.
    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int OpenFile(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int FlushFile(int handle);

    [DllImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int CloseFile(int handle);
}
