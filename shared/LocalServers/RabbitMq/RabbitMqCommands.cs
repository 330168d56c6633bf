using IntentEngine.LocalServers.Processes;

namespace IntentEngine.LocalServers.RabbitMq;

/// <summary>The programs of one broker.</summary>
internal sealed record RabbitMqCommands
{
    /// <summary>The node's own port mapper, started first and stopped last; null in a container, which has its own.</summary>
    public ServerCommand? PortMapper { get; init; }

    /// <summary>The broker.</summary>
    public required ServerCommand Node { get; init; }

    /// <summary>Program and leading arguments of <c>rabbitmqctl</c>; it needs the environment of <see cref="Node"/>.</summary>
    public required IReadOnlyList<string> Control { get; init; }
}
