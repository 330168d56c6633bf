using System.Globalization;
using IntentEngine.LocalServers.Folders;
using IntentEngine.LocalServers.Processes;

namespace IntentEngine.LocalServers.RabbitMq;

/// <summary>RabbitMQ's programs on this machine.</summary>
/// <param name="Folder">Folder with <c>rabbitmq-server</c> and <c>rabbitmqctl</c>: the real ones, not Debian's wrappers that change the user.</param>
internal sealed record RabbitMqScripts(string Folder) : RabbitMqInstallation
{
    private const string LoopbackOnly = "-kernel inet_dist_use_interface {127,0,0,1}";

    public override string Description => $"RabbitMQ {Major} from {Folder}";

    public override RabbitMqControl Control(ServerFolder folder) => new([Path.Combine(Folder, "rabbitmqctl"), "--node", NodeName(folder)], new Dictionary<string, string>
    {
        ["HOME"] = folder.Data,
        ["ERL_EPMD_PORT"] = (folder.RememberedPort("epmd") ?? throw new LocalServerException($"No RabbitMQ was ever started in {folder.Path}.")).ToString(CultureInfo.InvariantCulture),
        ["RABBITMQ_CONF_ENV_FILE"] = Path.Combine(folder.Data, "rabbitmq-env.conf"),
        ["RABBITMQ_CTL_ERL_ARGS"] = LoopbackOnly,
    });

    public override async Task<RabbitMqCommands> PrepareAsync(ServerFolder folder, int port, CancellationToken cancel)
    {
        var home = folder.Data;
        Directory.CreateDirectory(home);
        var mapperPort = folder.ChoosePort("epmd");
        var environment = Environment(folder, home, mapperPort);
        var mapper = new ServerCommand
        {
            Arguments = [Tool.Find("epmd") ?? throw new LocalServerException("RabbitMQ needs Erlang's epmd, which is not in PATH: install the package erlang-base."), "-port", $"{mapperPort}", "-address", "127.0.0.1"],
            LogFile = folder.File("epmd.log"),
            PidFile = folder.File("epmd.pid"),
            Marker = $"{mapperPort}",
            StopSignal = "TERM",
        };
        var node = new ServerCommand
        {
            Arguments = [Path.Combine(Folder, "rabbitmq-server")],
            Environment = environment,
            LogFile = folder.File("log"),
            PidFile = folder.File("pid"),
            Marker = home,
            StopSignal = "TERM",
        };
        await StaleServer.RemoveAsync(node, cancel);
        await StaleServer.RemoveAsync(mapper, cancel);

        // The cookie lets programs of this machine control the node; Erlang reads it from the home folder and wants it private.
        PrivateFile.Write(Path.Combine(home, ".erlang.cookie"), folder.Secrets.GetOrCreate("cookie"));
        PrivateFile.Write(environment["RABBITMQ_CONFIG_FILE"], RabbitMqSettings.File(port, folder.Secrets.GetOrCreate(UserSecret)));
        await File.WriteAllTextAsync(environment["RABBITMQ_ENABLED_PLUGINS_FILE"], "[].\n", cancel);
        await File.WriteAllTextAsync(environment["RABBITMQ_CONF_ENV_FILE"], "", cancel);
        return new RabbitMqCommands { PortMapper = mapper, Node = node, Control = [Path.Combine(Folder, "rabbitmqctl"), "--node", environment["RABBITMQ_NODENAME"]] };
    }

    // The data belongs to the node's name, so the name stays with the folder, wherever that is moved.
    private static string NodeName(ServerFolder folder) => $"ie_{folder.Secrets.GetOrCreate("node")[..12]}@localhost";

    /// <summary>Everything a node would otherwise share with the machine's own broker gets a place in the folder.</summary>
    private static Dictionary<string, string> Environment(ServerFolder folder, string home, int mapperPort) => new()
    {
        ["HOME"] = home,
        ["ERL_EPMD_PORT"] = mapperPort.ToString(CultureInfo.InvariantCulture),
        ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
        ["RABBITMQ_NODENAME"] = NodeName(folder),
        ["RABBITMQ_DIST_PORT"] = folder.ChoosePort("distribution").ToString(CultureInfo.InvariantCulture),
        ["RABBITMQ_CONFIG_FILE"] = Path.Combine(home, "rabbitmq.conf"),
        ["RABBITMQ_ADVANCED_CONFIG_FILE"] = Path.Combine(home, "advanced.config"),
        ["RABBITMQ_CONF_ENV_FILE"] = Path.Combine(home, "rabbitmq-env.conf"),
        ["RABBITMQ_ENABLED_PLUGINS_FILE"] = Path.Combine(home, "enabled_plugins"),
        ["RABBITMQ_MNESIA_BASE"] = Path.Combine(home, "data"),
        ["RABBITMQ_LOG_BASE"] = Path.Combine(home, "log"),
        ["RABBITMQ_SCHEMA_DIR"] = Path.Combine(home, "schema"),
        ["RABBITMQ_GENERATED_CONFIG_DIR"] = Path.Combine(home, "generated"),
        // Makes the start script become the node instead of staying beside it: signals and process ids are the node's.
        ["RUNNING_UNDER_SYSTEMD"] = "true",
        ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = LoopbackOnly,
        ["RABBITMQ_CTL_ERL_ARGS"] = LoopbackOnly,
    };
}
