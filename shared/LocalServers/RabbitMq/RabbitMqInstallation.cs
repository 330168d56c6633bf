using IntentEngine.LocalServers.Folders;

namespace IntentEngine.LocalServers.RabbitMq;

/// <summary>A RabbitMQ that can run a private broker: scripts on this machine or a container image.</summary>
internal abstract record RabbitMqInstallation
{
    /// <summary>User name of the broker's only user.</summary>
    public const string User = "intentengine";

    /// <summary>Name of the secret that holds its password.</summary>
    public const string UserSecret = "user";

    /// <summary>First version whose quorum queues drop a message after 20 deliveries unless a policy says otherwise.</summary>
    public const int FirstWithDeliveryLimit = 4;

    /// <summary>Time from the start of the command to the first answer that is still normal; a busy machine takes several times the usual 3–6 s.</summary>
    public static TimeSpan StartLimit => TimeSpan.FromSeconds(120);

    /// <summary>What it is and where, for the log.</summary>
    public abstract string Description { get; }

    /// <summary>Major version, for settings that only some versions know.</summary>
    public required int Major { get; init; }

    /// <summary>How to control a node that another process runs.</summary>
    public abstract RabbitMqControl Control(ServerFolder folder);

    /// <summary>Writes the node's files into the folder and tells how to run and control it.</summary>
    public abstract Task<RabbitMqCommands> PrepareAsync(ServerFolder folder, int port, CancellationToken cancel);
}
