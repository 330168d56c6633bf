using IntentEngine.LocalServers.Folders;
using IntentEngine.LocalServers.Processes;

namespace IntentEngine.LocalServers.Postgres;

/// <summary>PostgreSQL from a container image; its data is in a named volume, not in the folder.</summary>
/// <param name="Major">Tag of the official image.</param>
internal sealed record PostgresImage(int Major) : PostgresInstallation
{
    public const int DefaultMajor = 17;

    public override string Description => $"PostgreSQL {Major} from the image {Image}";

    private string Image => $"postgres:{Major}";

    public override async Task<ServerCommand> PrepareAsync(ServerFolder folder, int port, CancellationToken cancel)
    {
        await Tool.RunAsync("docker", ["pull", "--quiet", Image], cancel);
        var command = Command(folder, port);
        await StaleServer.RemoveAsync(command, cancel);
        return command;
    }

    /// <summary>The client in the foreground: it passes its signals on to the container.</summary>
    internal ServerCommand Command(ServerFolder folder, int port)
    {
        var container = ContainerName.For(folder);
        return new ServerCommand
        {
            Arguments =
            [
                Tool.Find("docker") ?? "docker", "run", "--rm", "--name", container, "--shm-size", "256m", "--publish", $"127.0.0.1:{port}:5432",
                "--volume", $"{container}-{Major}:/var/lib/postgresql", "--env", "POSTGRES_PASSWORD", "--env", "POSTGRES_INITDB_ARGS", "--env", "PGDATA", Image,
                .. PostgresSettings.Common.SelectMany(setting => new[] { "-c", $"{setting.Key}={setting.Value}" }),
            ],
            Environment = new Dictionary<string, string>
            {
                ["POSTGRES_PASSWORD"] = folder.Secrets.GetOrCreate(SuperuserSecret),
                ["POSTGRES_INITDB_ARGS"] = "--auth=scram-sha-256 --encoding=UTF8 --lc-collate=C --lc-ctype=C.UTF-8",
                ["PGDATA"] = "/var/lib/postgresql/intentengine",
            },
            LogFile = folder.File("log"),
            PidFile = folder.File("pid"),
            Marker = container,
            StopSignal = "INT",
            Container = container,
        };
    }
}
