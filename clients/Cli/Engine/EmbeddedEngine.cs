namespace IntentEngine.Cli.Engine;

/// <summary>The whole engine in one process; it brings its own PostgreSQL and simulator.</summary>
internal static class EmbeddedEngine
{
    /// <summary>Starts it for <paramref name="engine"/>.</summary>
    public static Task StartAsync(RunningEngine engine, CancellationToken cancel)
    {
        var options = engine.Options;
        return engine.StartServicesAsync([new ServiceSpec
        {
            Name = "engine",
            Command = ServiceProgram.Command("AllInOne", "--port", $"{options.Port}", "--data", options.DataFolder),
            Address = options.Address,
            LogFile = Path.Combine(options.DataFolder, "engine.log"),
            PidFile = Path.Combine(options.DataFolder, "engine.pid"),
        }], cancel);
    }
}
