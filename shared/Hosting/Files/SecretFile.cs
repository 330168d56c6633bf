using Polly;
using Polly.Retry;

namespace IntentEngine.Hosting.Files;

/// <summary>A file with a secret that processes make for themselves when there is none. Several may start at once: they take turns, the first makes it, all read it.</summary>
public static class SecretFile
{
    /// <summary>Whoever owns a secret file may read and write it; nobody else may do anything.</summary>
    public const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    // Making a secret takes milliseconds; ten seconds is how long to believe that somebody still does.
    private static readonly ResiliencePipeline Turns = new ResiliencePipelineBuilder()
        .AddRetry(new RetryStrategyOptions { ShouldHandle = new PredicateBuilder().Handle<IOException>(), Delay = TimeSpan.FromMilliseconds(5), BackoffType = DelayBackoffType.Constant, MaxRetryAttempts = 2000 })
        .Build();

    /// <summary>Makes the file, and its folder, unless it is there; nobody ever reads half of it.</summary>
    /// <param name="path">Where; beside it, a file with <c>.lock</c> added to the name exists for a moment.</param>
    /// <param name="make">Called by the one who is first.</param>
    /// <exception cref="IOException">It cannot be written, or somebody held the lock for 10 seconds.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written to.</exception>
    public static void EnsureExists(string path, Func<byte[]> make)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentNullException.ThrowIfNull(make);
        if (File.Exists(path)) return;
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);

        // File.Move alone does not decide who is first: it looks whether the name is taken, and then renames.
        // The lock is the open file, so a process that dies lets go of it; its name may vanish under a waiter, who then finds the secret made.
        using var turn = Turns.Execute(() => new FileStream($"{path}.lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose));
        if (File.Exists(path)) return;
        var secret = make();
        var draft = $"{path}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
        using (var file = new FileStream(draft, options)) file.Write(secret);
        File.Move(draft, path);
    }
}
