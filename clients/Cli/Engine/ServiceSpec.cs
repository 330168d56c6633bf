namespace IntentEngine.Cli.Engine;

/// <summary>How one process of the engine is run.</summary>
internal sealed record ServiceSpec
{
    /// <summary>Name among the engine's processes, e.g. <c>workflows-1</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Program and arguments. Secrets do not go here: others can read them.</summary>
    public required IReadOnlyList<string> Command { get; init; }

    /// <summary>Environment variables on top of the inherited ones.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Where it listens.</summary>
    public required Uri Address { get; init; }

    /// <summary>Answers 200 when it is ready.</summary>
    public string ReadyPath { get; init; } = "health/ready";

    /// <summary>File that takes its output.</summary>
    public required string LogFile { get; init; }

    /// <summary>File that holds its process id while it runs.</summary>
    public required string PidFile { get; init; }

    /// <summary>Whether it is started again when it ends unasked; otherwise its end is the engine's.</summary>
    public bool Restarts { get; init; }
}
