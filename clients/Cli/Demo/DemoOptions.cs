using IntentEngine.Cli.Engine;

namespace IntentEngine.Cli.Demo;

/// <summary>What was asked of the demo.</summary>
internal sealed record DemoOptions
{
    /// <summary>Which engine to start.</summary>
    public required EngineOptions Engine { get; init; }

    /// <summary>Decide at the gates without asking: all seeds, the first five subtopics.</summary>
    public bool Yes { get; init; }

    /// <summary>File that takes the result as data. Null: none.</summary>
    public string? JsonFile { get; init; }

    /// <summary>Leave the engine running at the end, until a signal.</summary>
    public bool Keep { get; init; }
}
