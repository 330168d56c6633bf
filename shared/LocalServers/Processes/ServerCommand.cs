namespace IntentEngine.LocalServers.Processes;

/// <summary>How to run one server process in the foreground, and how to end it.</summary>
public sealed record ServerCommand
{
    /// <summary>Program and arguments.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>Environment variables set on top of the inherited ones.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>File that takes the output of the server.</summary>
    public required string LogFile { get; init; }

    /// <summary>File that remembers the process id, so that the next start finds what a crash left behind.</summary>
    public required string PidFile { get; init; }

    /// <summary>Text in the command line that proves a process id is still this server and not a stranger that got the number.</summary>
    public required string Marker { get; init; }

    /// <summary>Signal for a clean stop: INT is PostgreSQL's fast shutdown, TERM is what RabbitMQ expects.</summary>
    public required string StopSignal { get; init; }

    /// <summary>User to run as; null: the current one.</summary>
    internal UnprivilegedUser? User { get; init; }

    /// <summary>Name of the container when the command is a container engine's client; null: a process of this machine.</summary>
    internal string? Container { get; init; }
}
