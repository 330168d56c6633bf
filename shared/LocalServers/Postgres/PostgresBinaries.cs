using IntentEngine.LocalServers.Folders;
using IntentEngine.LocalServers.Processes;

namespace IntentEngine.LocalServers.Postgres;

/// <summary>PostgreSQL programs on this machine.</summary>
/// <param name="Bin">Folder with <c>initdb</c> and <c>postgres</c>.</param>
/// <param name="Major">Major version; a cluster can only be run by the version that made it.</param>
internal sealed record PostgresBinaries(string Bin, int Major) : PostgresInstallation
{
    public override string Description => $"PostgreSQL {Major} from {Bin}";

    public override async Task<ServerCommand> PrepareAsync(ServerFolder folder, int port, CancellationToken cancel)
    {
        var data = folder.Data;
        var user = await UnprivilegedUser.ForAsync(folder.Path, cancel);
        var command = new ServerCommand
        {
            Arguments = [Path.Combine(Bin, "postgres"), "-D", data],
            Environment = Environment(),
            LogFile = folder.File("log"),
            PidFile = folder.File("pid"),
            Marker = data,
            StopSignal = "INT",
            User = user,
        };
        await StaleServer.RemoveAsync(command, cancel);
        if (!Directory.Exists(data)) await CreateAsync(folder, user, cancel);
        await RemoveStaleLockAsync(data, cancel);
        await File.WriteAllTextAsync(Path.Combine(data, "postgresql.conf"), PostgresSettings.File(port, folder.File("extra.conf")), cancel);
        return command;
    }

    /// <summary>Makes the cluster beside its place and moves it there when it is whole, so a crash in between leaves no half cluster.</summary>
    private async Task CreateAsync(ServerFolder folder, UnprivilegedUser? user, CancellationToken cancel)
    {
        var workshop = folder.File("new");
        if (Directory.Exists(workshop)) Directory.Delete(workshop, recursive: true);
        Directory.CreateDirectory(workshop);
        var password = Path.Combine(workshop, "password");
        var cluster = Path.Combine(workshop, "data");
        PrivateFile.Write(password, folder.Secrets.GetOrCreate(SuperuserSecret));
        if (user is not null) await user.OwnAsync(workshop, cancel);

        // The C collation sorts the same everywhere. Not syncing is safe here: a machine that crashes now has no cluster yet.
        string[] initdb =
        [
            Path.Combine(Bin, "initdb"), "-D", cluster, "-U", PostgresServer.Superuser, "--pwfile", password, "--auth", "scram-sha-256",
            "--encoding", "UTF8", "--lc-collate", "C", "--lc-ctype", OperatingSystem.IsLinux() ? "C.UTF-8" : "C", "--lc-messages", "C", "--no-sync",
        ];
        string[] all = user is null ? initdb : ["setpriv", .. user.SetprivArguments, "--", .. initdb];
        await Tool.RunAsync(all[0], all.Skip(1), cancel, Environment());
        Directory.Move(cluster, folder.Data);
        Directory.Delete(workshop, recursive: true);
    }

    /// <summary>
    /// PostgreSQL refuses to start when any process has the number in an old lock file, which is likely in containers.
    /// We hold the folder and know our own server to be gone, so only a server started by hand is respected.
    /// </summary>
    private static async Task RemoveStaleLockAsync(string data, CancellationToken cancel)
    {
        var file = Path.Combine(data, "postmaster.pid");
        if (!File.Exists(file)) return;
        var first = (await File.ReadAllLinesAsync(file, cancel)).FirstOrDefault();
        if (int.TryParse(first, out var processId) && await ProcessTree.IsRunningAsync(processId, data, cancel))
            throw new LocalServerException($"A PostgreSQL that was started by hand (process {processId}) uses {data}. Stop it and start again.");
        File.Delete(file);
    }

    /// <summary>The npm package keeps its libraries beside its programs.</summary>
    private Dictionary<string, string> Environment()
    {
        var libraries = Path.GetFullPath(Path.Combine(Bin, "..", "lib"));
        return File.Exists(Path.Combine(Bin, "..", NpmPostgres.SymlinkList)) || File.Exists(Path.Combine(libraries, "..", NpmPostgres.SymlinkList))
            ? new Dictionary<string, string> { ["LD_LIBRARY_PATH"] = libraries, ["DYLD_LIBRARY_PATH"] = libraries }
            : [];
    }
}
