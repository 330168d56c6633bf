using IntentEngine.LocalServers.Folders;
using IntentEngine.LocalServers.Processes;

namespace IntentEngine.LocalServers.RabbitMq;

/// <summary>RabbitMQ from a container image; its data is in a named volume, not in the folder.</summary>
internal sealed record RabbitMqImage : RabbitMqInstallation
{
    public const int DefaultMajor = 4;

    public override string Description => $"RabbitMQ {Major} from the image {Image}";

    private string Image => $"rabbitmq:{Major}";

    public override async Task<RabbitMqCommands> PrepareAsync(ServerFolder folder, int port, CancellationToken cancel)
    {
        await Tool.RunAsync("docker", ["pull", "--quiet", Image], cancel);
        var commands = Commands(folder, port);
        await StaleServer.RemoveAsync(commands.Node, cancel);

        // Without the secret, which goes by the environment: the user inside the container has to read this file.
        await File.WriteAllTextAsync(folder.File("conf"), RabbitMqSettings.Common, cancel);
        return commands;
    }

    public override RabbitMqControl Control(ServerFolder folder) => new([Tool.Find("docker") ?? "docker", "exec", ContainerName.For(folder), "rabbitmqctl"], new Dictionary<string, string>());

    /// <summary>The client in the foreground: it passes its signals on to the container.</summary>
    internal RabbitMqCommands Commands(ServerFolder folder, int port)
    {
        var container = ContainerName.For(folder);
        var docker = Tool.Find("docker") ?? "docker";
        var node = new ServerCommand
        {
            Arguments =
            [
                docker, "run", "--rm", "--name", container, "--hostname", "intentengine", "--publish", $"127.0.0.1:{port}:5672",
                "--volume", $"{container}-{Major}:/var/lib/rabbitmq", "--volume", $"{folder.File("conf")}:/etc/rabbitmq/conf.d/20-intentengine.conf:ro",
                "--env", "RABBITMQ_DEFAULT_USER", "--env", "RABBITMQ_DEFAULT_PASS", Image,
            ],
            Environment = new Dictionary<string, string>
            {
                ["RABBITMQ_DEFAULT_USER"] = User,
                ["RABBITMQ_DEFAULT_PASS"] = folder.Secrets.GetOrCreate(UserSecret),
            },
            LogFile = folder.File("log"),
            PidFile = folder.File("pid"),
            Marker = container,
            StopSignal = "TERM",
            Container = container,
        };
        return new RabbitMqCommands { Node = node, Control = [docker, "exec", container, "rabbitmqctl"] };
    }
}
