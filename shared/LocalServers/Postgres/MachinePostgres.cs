using System.Globalization;
using System.Text.RegularExpressions;
using IntentEngine.LocalServers.Processes;

namespace IntentEngine.LocalServers.Postgres;

/// <summary>PostgreSQL programs that are already on the machine: Debian's folders, PATH, Homebrew, Fedora.</summary>
internal static partial class MachinePostgres
{
    /// <summary>Oldest version that has all the engine uses (row-level security on views, schema rights of 15).</summary>
    public const int Oldest = 15;

    /// <summary>Where it looks, for messages.</summary>
    public const string Places = "/usr/lib/postgresql/*/bin, PATH, Homebrew";

    private static readonly string[] Parents = ["/usr/lib/postgresql", "/opt/homebrew/opt", "/usr/local/opt", "/home/linuxbrew/.linuxbrew/opt"];

    /// <summary>The newest that fits.</summary>
    public static async Task<PostgresInstallation?> FindAsync(int? major, TextWriter log, CancellationToken cancel)
    {
        var found = new List<PostgresBinaries>();
        foreach (var bin in Folders().Distinct())
        {
            if (await ReadAsync(bin, cancel) is { } binaries) found.Add(binaries);
        }

        return found.Where(candidate => major is null ? candidate.Major >= Oldest : candidate.Major == major).MaxBy(candidate => candidate.Major);
    }

    /// <summary>The installation in a folder of programs; null when it lacks one of the two that are needed.</summary>
    internal static async Task<PostgresBinaries?> ReadAsync(string bin, CancellationToken cancel)
    {
        var server = Path.Combine(bin, "postgres");
        if (!File.Exists(server) || !File.Exists(Path.Combine(bin, "initdb"))) return null;
        var version = VersionNumber().Match((await Tool.TryRunAsync(server, ["--version"], cancel)).Output);
        return version.Success ? new PostgresBinaries(bin, int.Parse(version.Groups[1].Value, CultureInfo.InvariantCulture)) : null;
    }

    private static IEnumerable<string> Folders()
    {
        foreach (var parent in Parents.Where(Directory.Exists))
        {
            foreach (var version in Directory.EnumerateDirectories(parent)) yield return Path.Combine(version, "bin");
        }

        if (Tool.Find("postgres") is not { } postgres) yield break;
        var target = File.ResolveLinkTarget(postgres, returnFinalTarget: true)?.FullName ?? postgres;
        yield return Path.GetDirectoryName(target)!;
    }

    [GeneratedRegex(@"\(PostgreSQL\) (\d+)")]
    private static partial Regex VersionNumber();
}
