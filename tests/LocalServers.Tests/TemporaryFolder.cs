namespace IntentEngine.LocalServers;

/// <summary>A folder that is gone after the test.</summary>
public sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("ie-servers-").FullName;

    public TemporaryFolder() =>
        // As on a machine where data folders may be entered; the user that runs PostgreSQL is not the one that runs the tests.
        File.SetUnixFileMode(Path, (UnixFileMode)0b111_101_101);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
