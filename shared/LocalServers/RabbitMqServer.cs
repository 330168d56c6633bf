using System.Diagnostics;
using IntentEngine.LocalServers.Folders;
using IntentEngine.LocalServers.Processes;
using IntentEngine.LocalServers.RabbitMq;

namespace IntentEngine.LocalServers;

/// <summary>A private RabbitMQ on 127.0.0.1 whose data is in a folder, or the broker that <c>INTENTENGINE_RABBITMQ</c> names.</summary>
/// <remarks>
/// Found in this order: the address in <see cref="ExternalVariable"/>, the machine's own programs, Debian's package (as root), a Docker engine.
/// It shares nothing with a broker that the machine may run: own node name, port mapper, ports, plugins and files. It stops when it is
/// disposed and when this process ends, kill -9 included. One process at a time may hold a folder.
/// </remarks>
public sealed class RabbitMqServer : IAsyncDisposable
{
    /// <summary>Environment variable with the address of a broker to use instead of a private one: <c>amqp://user:password@host:5672/</c>.</summary>
    public const string ExternalVariable = "INTENTENGINE_RABBITMQ";

    private const int PortAttempts = 3;

    private readonly ServerFolder folder;
    private readonly RabbitMqInstallation? installation;
    private readonly TextWriter log;
    private RabbitMqCommands? commands;
    private SupervisedProcess? portMapper;
    private SupervisedProcess? node;

    private RabbitMqServer(ServerFolder folder, RabbitMqInstallation? installation, Uri uri, TextWriter log)
    {
        this.folder = folder;
        this.installation = installation;
        this.log = log;
        Uri = uri;
    }

    /// <summary>Address with user and password: <c>amqp://user:password@127.0.0.1:port/</c>.</summary>
    public Uri Uri { get; }

    /// <summary>Process id of the node (of the container client where it runs in a container); null when the broker is external.</summary>
    public int? ProcessId => node?.ProcessId;

    /// <summary>Starts the broker and returns when it answers, usually after 3 to 6 s. A folder used before keeps its queues, and its port if that is still free.</summary>
    /// <param name="folder">Data folder; created when missing. PostgreSQL and RabbitMQ may share one.</param>
    /// <param name="log">Takes progress lines; null: none.</param>
    /// <param name="cancel">Gives up starting.</param>
    /// <exception cref="LocalServerException">None was found (the message says what to install), it did not start, or another process holds the folder.</exception>
    public static Task<RabbitMqServer> StartAsync(string folder, TextWriter? log = null, CancellationToken cancel = default) =>
        StartAsync(folder, RabbitMqSources.InOrder, Environment.GetEnvironmentVariable(ExternalVariable), log, cancel);

    /// <summary>Stops the broker at once, as a power cut would: SIGKILL to the node and what it started. For fault tests.</summary>
    public Task KillAsync() => Running().KillAsync();

    /// <summary>Starts the broker again in the same folder on the same port; one that still runs is stopped cleanly first.</summary>
    public async Task RestartAsync()
    {
        await Running().DisposeAsync();
        await RunAsync(CancellationToken.None);
    }

    /// <summary>Runs <c>rabbitmqctl</c> against this broker and returns what it printed.</summary>
    /// <param name="args">For example <c>list_queues</c>, <c>--quiet</c>, <c>name</c>, <c>messages</c>.</param>
    /// <exception cref="LocalServerException">The command failed (the message has its output), or the broker is external.</exception>
    public Task<string> ControlAsync(params string[] args)
    {
        Running();
        return Tool.RunAsync(commands!.Control[0], [.. commands.Control.Skip(1), .. args], CancellationToken.None, commands.Node.Environment);
    }

    /// <summary>Stops a private broker cleanly and gives the folder back; an external broker is left alone.</summary>
    public async ValueTask DisposeAsync()
    {
        // The node restarts a port mapper that it misses, so the mapper goes last.
        if (node is not null) await node.DisposeAsync();
        if (portMapper is not null) await portMapper.DisposeAsync();
        folder.Dispose();
    }

    internal static async Task<RabbitMqServer> StartAsync(string folder, IReadOnlyList<RabbitMqSource> sources, string? external, TextWriter? log, CancellationToken cancel)
    {
        log ??= TextWriter.Null;
        var held = ServerFolder.Open(folder, "rabbitmq");
        try
        {
            if (!string.IsNullOrWhiteSpace(external)) return new RabbitMqServer(held, installation: null, ParseExternal(external), log);
            var installation = await RabbitMqSources.FindAsync(sources, log, cancel);
            for (var attempt = 1; ; attempt++)
            {
                var port = held.ChoosePort("amqp");
                var uri = new Uri($"amqp://{RabbitMqInstallation.User}:{held.Secrets.GetOrCreate(RabbitMqInstallation.UserSecret)}@127.0.0.1:{port}/");
                var server = new RabbitMqServer(held, installation, uri, log);
                try
                {
                    await server.RunAsync(cancel);
                    await server.LiftDeliveryLimitAsync();
                    return server;
                }
                catch (LocalServerException) when (attempt < PortAttempts && !LoopbackPort.IsFree(port))
                {
                    await log.WriteLineAsync($"port {port} was taken in the meantime; trying another");
                }
            }
        }
        catch (Exception)
        {
            held.Dispose();
            throw;
        }
    }

    private static Uri ParseExternal(string external) =>
        Uri.TryCreate(external, UriKind.Absolute, out var uri) && uri.Scheme is "amqp" or "amqps"
            ? uri
            : throw new LocalServerException($"{RabbitMqServer.ExternalVariable} has to be an address like amqp://user:password@host:5672/, got '{external}'. Correct it, or unset it for a private broker.");

    private async Task RunAsync(CancellationToken cancel)
    {
        var since = Stopwatch.GetTimestamp();
        if (portMapper is not null) await portMapper.DisposeAsync();
        commands = await installation!.PrepareAsync(folder, Uri.Port, cancel);
        try
        {
            if (commands.PortMapper is { } mapper) portMapper = await SupervisedProcess.StartAsync(mapper, cancel);
            var logStart = LogFiles.Length(commands.Node.LogFile);
            node = await SupervisedProcess.StartAsync(commands.Node, cancel);
            await Readiness.WaitAsync("RabbitMQ", node, commands.Node, logStart, RabbitMqInstallation.StartLimit, stop => AmqpProbe.AnswersAsync(Uri.Port, stop), cancel);
        }
        catch (Exception)
        {
            if (node is not null) await node.DisposeAsync();
            if (portMapper is not null) await portMapper.DisposeAsync();
            throw;
        }

        await log.WriteLineAsync($"{installation.Description} is ready on 127.0.0.1:{Uri.Port} after {Stopwatch.GetElapsedTime(since).TotalSeconds:0.0} s");
    }

    /// <summary>The engine parks poison messages itself; a broker that drops after 20 deliveries would lose work.</summary>
    private async Task LiftDeliveryLimitAsync()
    {
        if (installation!.Major < RabbitMqInstallation.FirstWithDeliveryLimit) return;
        await ControlAsync("set_policy", "--apply-to", "quorum_queues", "intentengine-no-delivery-limit", ".*", """{"delivery-limit": -1}""");
    }

    private SupervisedProcess Running() =>
        node ?? throw new LocalServerException($"The broker named by {ExternalVariable} is not ours to stop or control. Unset the variable for a private one.");
}
