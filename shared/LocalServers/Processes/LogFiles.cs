namespace IntentEngine.LocalServers.Processes;

/// <summary>Output files of servers: bounded in size, quoted in error messages.</summary>
public static class LogFiles
{
    private const long RotateAtBytes = 20_000_000;
    private const int TailLines = 15;

    /// <summary>Moves a large file to <c>.1</c>, replacing the one before, so that a folder never holds more than two.</summary>
    public static void Rotate(string file)
    {
        if (Length(file) > RotateAtBytes) File.Move(file, file + ".1", overwrite: true);
    }

    /// <summary>Bytes written so far; 0 when there is no file.</summary>
    public static long Length(string file) => File.Exists(file) ? new FileInfo(file).Length : 0;

    /// <summary>The last lines written after <paramref name="from"/> bytes, for an error message.</summary>
    public static string Tail(string file, long from = 0)
    {
        if (!File.Exists(file)) return $"There is no log at {file}.";
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        stream.Seek(from, SeekOrigin.Begin);
        using var reader = new StreamReader(stream);
        var lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return $"Last lines of {file}:{Environment.NewLine}{string.Join(Environment.NewLine, lines.TakeLast(TailLines))}";
    }
}
