using IntentEngine.Cli.Tokens;

namespace IntentEngine.Cli.Engine;

/// <summary>What engine to start.</summary>
internal sealed record EngineOptions
{
    /// <summary>Absolute path of the folder that keeps databases, queues, keys and logs.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Port of the API on 127.0.0.1.</summary>
    public required int Port { get; init; }

    /// <summary>Every service its own process over RabbitMQ, instead of one process.</summary>
    public bool Distributed { get; init; }

    /// <summary>Instances of Workflows, 1 to 16; distributed only. Default 2.</summary>
    public int WorkflowInstances { get; init; } = 2;

    /// <summary>Takes progress lines.</summary>
    public TextWriter Progress { get; init; } = TextWriter.Null;

    /// <summary>Measures pauses.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Address of the API.</summary>
    public Uri Address => new($"http://127.0.0.1:{Port}/");

    /// <summary>The key that signs development tokens.</summary>
    public string KeyFile => SigningKey.In(DataFolder);
}
