using System.Diagnostics;

namespace IntentEngine.Architecture;

/// <summary>The files of this repository, as paths from its root.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>All files that are, or are about to be, under version control.</summary>
    public static IReadOnlyList<string> Files { get; } = [.. ListFiles().Where(path => File.Exists(Path.Combine(Root, path)))];

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path)).ReplaceLineEndings("\n");

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "IntentEngine.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException($"No IntentEngine.sln above {AppContext.BaseDirectory}; run the tests from a build inside the repository.");
    }

    private static string[] ListFiles()
    {
        using var git = Process.Start(new ProcessStartInfo("git", ["-C", Root, "ls-files", "-z", "--cached", "--others", "--exclude-standard"]) { RedirectStandardOutput = true })!;
        var output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        if (git.ExitCode != 0) throw new InvalidOperationException($"git ls-files ended with {git.ExitCode}; these tests read what is under version control.");
        return output.Split('\0', StringSplitOptions.RemoveEmptyEntries);
    }
}
