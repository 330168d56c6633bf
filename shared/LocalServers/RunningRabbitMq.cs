using IntentEngine.LocalServers.Folders;
using IntentEngine.LocalServers.Processes;
using IntentEngine.LocalServers.RabbitMq;

namespace IntentEngine.LocalServers;

/// <summary>A private broker that another process runs.</summary>
public sealed class RunningRabbitMq
{
    private readonly RabbitMqControl _control;

    private RunningRabbitMq(RabbitMqControl control, int port)
    {
        _control = control;
        Port = port;
    }

    /// <summary>Its port for AMQP on 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>Finds the broker that keeps its data in a folder.</summary>
    /// <exception cref="LocalServerException">No broker was ever started there, or the engine uses a broker that is not ours to control.</exception>
    public static async Task<RunningRabbitMq> FindAsync(string folder, CancellationToken cancel)
    {
        if (!string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable(RabbitMqServer.ExternalVariable)))
            throw new LocalServerException($"The broker named by {RabbitMqServer.ExternalVariable} is not ours to control. Use its own rabbitmqctl.");
        using var broker = ServerFolder.Look(folder, "rabbitmq");
        if (broker.RememberedPort("amqp") is not { } port || LoopbackPort.IsFree(port))
            throw new LocalServerException($"No broker runs with its data in {broker.Path}. Start the engine with --distributed first.");
        var installation = await RabbitMqSources.FindAsync(RabbitMqSources.InOrder, TextWriter.Null, cancel);
        return new RunningRabbitMq(installation.Control(broker), port);
    }

    /// <summary>Runs <c>rabbitmqctl</c> and returns what it printed.</summary>
    /// <exception cref="LocalServerException">The command failed; the message has its output.</exception>
    public Task<string> ControlAsync(IEnumerable<string> arguments, CancellationToken cancel) =>
        Tool.RunAsync(_control.Command[0], [.. _control.Command.Skip(1), .. arguments], cancel, _control.Environment);
}
