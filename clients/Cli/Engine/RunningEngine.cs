using IntentEngine.LocalServers.Processes;

namespace IntentEngine.Cli.Engine;

/// <summary>An engine that answers. Disposing it stops everything that was started for it, last started first.</summary>
internal sealed class RunningEngine(EngineOptions options) : IAsyncDisposable
{
    private readonly List<IAsyncDisposable[]> layers = [];
    private readonly List<ServiceProcess> services = [];

    /// <summary>Address of the API.</summary>
    public Uri Address => options.Address;

    /// <summary>How it was started.</summary>
    public EngineOptions Options => options;

    /// <summary>Its processes, in the order they were started.</summary>
    public IReadOnlyList<ServiceProcess> Services => services;

    /// <summary>Whether answers of the paid providers are simulated.</summary>
    public bool ProvidersAreSimulated { get; } = !ProviderSettings.AreGiven;

    /// <summary>Completes when a process that is not started again has ended.</summary>
    public Task Broken => Task.WhenAny(services.Where(s => !options.Distributed).Select(s => s.Ended).Append(new TaskCompletionSource().Task));

    /// <summary>Starts an engine and returns when it is ready.</summary>
    /// <exception cref="CommandException">It does not start; the message has the end of the log.</exception>
    public static async Task<RunningEngine> StartAsync(EngineOptions options, CancellationToken cancel)
    {
        Directory.CreateDirectory(options.DataFolder);
        var engine = new RunningEngine(options);
        try
        {
            if (options.Distributed) await DistributedEngine.StartAsync(engine, cancel);
            else await EmbeddedEngine.StartAsync(engine, cancel);
            return engine;
        }
        catch (Exception)
        {
            await engine.DisposeAsync();
            throw;
        }
    }

    /// <summary>Takes servers that belong together over; they are stopped at the same time.</summary>
    public void Own(params IAsyncDisposable[] layer) => layers.Add(layer);

    /// <summary>Starts services that do not need each other and returns when all are ready.</summary>
    public async Task StartServicesAsync(IReadOnlyList<ServiceSpec> specs, CancellationToken cancel)
    {
        var started = new List<ServiceProcess>();
        try
        {
            foreach (var spec in specs) started.Add(await ServiceProcess.StartAsync(spec, options.Progress, options.Clock, cancel));
        }
        finally
        {
            Own([.. started]);
            services.AddRange(started);
        }

        await Task.WhenAll(started.Select(service => service.WaitUntilReadyAsync(cancel)));
    }

    /// <summary>The last lines of every log, for an error message.</summary>
    public string LogTails() => string.Join(Environment.NewLine, services.Select(service => LogFiles.Tail(service.LogFile)));

    /// <summary>Stops everything.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var layer in Enumerable.Reverse(layers).ToList())
        {
            layers.Remove(layer);
            await Task.WhenAll(layer.Select(server => server.DisposeAsync().AsTask()));
        }
    }
}
