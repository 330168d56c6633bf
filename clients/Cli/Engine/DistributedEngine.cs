using IntentEngine.LocalServers;
using IntentEngine.LocalServers.Folders;

namespace IntentEngine.Cli.Engine;

/// <summary>Every service its own process, RabbitMQ between them, the gateway in front: servers first, then the simulator, the services, the gateway.</summary>
internal static class DistributedEngine
{
    private static readonly string[] WithDatabase = ["Intents", "Workflows", "Lineage"];

    /// <summary>Starts it for <paramref name="engine"/>.</summary>
    public static async Task StartAsync(RunningEngine engine, CancellationToken cancel)
    {
        var options = engine.Options;
        var (postgres, rabbitMq) = await StartServersAsync(engine, cancel);
        var environment = Common(options, rabbitMq.Uri);
        foreach (var service in WithDatabase) AddDatabase(environment, service, await postgres.EnsureDatabaseAsync(service.ToLowerInvariant(), cancel));

        if (engine.ProvidersAreSimulated)
        {
            var simulator = Simulator(options);
            await engine.StartServicesAsync([simulator], cancel);
            foreach (var (name, value) in ProviderSettings.Simulated(simulator.Address)) environment[name] = value;
        }

        ServiceSpec[] workflows = [.. Enumerable.Range(1, options.WorkflowInstances).Select(number => Service(options, "Workflows", $"workflows-{number}", environment))];
        ServiceSpec[] intents = [Service(options, "Intents", "intents", environment)];
        ServiceSpec[] lineage = [Service(options, "Lineage", "lineage", environment)];
        await engine.StartServicesAsync([.. workflows, .. intents, .. lineage], cancel);

        AddInstances(environment, "Workflows", workflows);
        AddInstances(environment, "Intents", intents);
        AddInstances(environment, "Lineage", lineage);
        await engine.StartServicesAsync([Service(options, "Gateway", "gateway", environment, options.Port)], cancel);
    }

    private static async Task<(PostgresServer Postgres, RabbitMqServer RabbitMq)> StartServersAsync(RunningEngine engine, CancellationToken cancel)
    {
        var (folder, progress) = (engine.Options.DataFolder, engine.Options.Progress);
        var postgres = PostgresServer.StartAsync(Path.Combine(folder, "postgres"), progress, cancel);
        var rabbitMq = RabbitMqServer.StartAsync(Path.Combine(folder, "rabbitmq"), progress, cancel);
        try
        {
            await Task.WhenAll(postgres, rabbitMq);
        }
        finally
        {
            // One may have come up although the other did not.
            if (postgres.IsCompletedSuccessfully) engine.Own(await postgres);
            if (rabbitMq.IsCompletedSuccessfully) engine.Own(await rabbitMq);
        }

        return (await postgres, await rabbitMq);
    }

    private static Dictionary<string, string> Common(EngineOptions options, Uri broker) => new()
    {
        ["ASPNETCORE_ENVIRONMENT"] = Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT") ?? "Development",
        ["Authentication__DevelopmentKeyFile"] = options.KeyFile,
        ["Intents__Owners__SecretKeyFile"] = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(options.KeyFile))!, "owner-secrets.key"),
        ["Messaging__Transport"] = "rabbitmq",
        ["Messaging__RabbitMq"] = broker.AbsoluteUri,
        // One folder for all who write or read contents; unused where ContentStore__Kind names a bucket.
        ["ContentStore__Folder"] = Environment.GetEnvironmentVariable("ContentStore__Folder") ?? Path.Combine(options.DataFolder, "content"),
        // The gateway says where a request came from, and audit rows tell it.
        ["Http__KnownProxies__0"] = "127.0.0.1",
    };

    private static void AddDatabase(Dictionary<string, string> environment, string service, ServiceDatabaseConnections connections)
    {
        environment[$"{service}__Database__Migrator"] = connections.Migrator;
        environment[$"{service}__Database__App"] = connections.App;
        environment[$"{service}__Database__Worker"] = connections.Worker;
    }

    private static void AddInstances(Dictionary<string, string> environment, string service, ServiceSpec[] instances)
    {
        for (var i = 0; i < instances.Length; i++) environment[$"Gateway__Services__{service}__{i}"] = instances[i].Address.AbsoluteUri;
    }

    // Each process gets its own section and nobody else's passwords.
    private static ServiceSpec Service(EngineOptions options, string project, string name, Dictionary<string, string> environment, int? port = null)
    {
        var address = new Uri($"http://127.0.0.1:{port ?? LoopbackPort.FindFree()}/");
        var others = WithDatabase.Append("Gateway").Where(service => service != project).ToList();
        var own = environment.Where(setting => !others.Any(other => setting.Key.StartsWith($"{other}__", StringComparison.Ordinal)) && (project == "Workflows" || !setting.Key.StartsWith("Providers__", StringComparison.Ordinal)));
        return Spec(options, name, ServiceProgram.Command(project), address) with
        {
            Environment = own.Where(setting => project != "Gateway" || !setting.Key.StartsWith("Messaging__", StringComparison.Ordinal)).Append(new("ASPNETCORE_URLS", address.AbsoluteUri)).ToDictionary(),
        };
    }

    private static ServiceSpec Simulator(EngineOptions options)
    {
        var address = new Uri($"http://127.0.0.1:{LoopbackPort.FindFree()}/");
        return Spec(options, "simulator", ServiceProgram.Command("ProviderSimulator", "--url", address.AbsoluteUri), address) with { ReadyPath = "simulator/calls" };
    }

    private static ServiceSpec Spec(EngineOptions options, string name, IReadOnlyList<string> command, Uri address)
    {
        var logs = Directory.CreateDirectory(Path.Combine(options.DataFolder, "logs")).FullName;
        return new ServiceSpec
        {
            Name = name,
            Command = command,
            Address = address,
            LogFile = Path.Combine(logs, $"{name}.log"),
            PidFile = Path.Combine(logs, $"{name}.pid"),
            Restarts = true,
        };
    }
}
