using IntentEngine.LocalServers.Folders;
using IntentEngine.LocalServers.Processes;

namespace IntentEngine.LocalServers.Postgres;

/// <summary>A PostgreSQL that can run a private server: binaries on this machine or a container image.</summary>
internal abstract record PostgresInstallation
{
    /// <summary>Time from the start of the command to the first answer that is still normal.</summary>
    public static TimeSpan StartLimit => TimeSpan.FromSeconds(60);

    /// <summary>What it is and where, for the log.</summary>
    public abstract string Description { get; }

    /// <summary>Creates the cluster in the folder when there is none, writes its settings and tells how to run it.</summary>
    public abstract Task<ServerCommand> PrepareAsync(ServerFolder folder, int port, CancellationToken cancel);

    /// <summary>Name of the secret that holds the superuser's password.</summary>
    protected const string SuperuserSecret = PostgresServer.Superuser;
}
