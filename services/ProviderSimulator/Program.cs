using IntentEngine.ProviderSimulator;

// Own process: --url or the environment variable URL says where to listen.
var settings = new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(args).Build();
await using var simulator = await ProviderSimulatorService.StartAsync(settings["url"] ?? "http://127.0.0.1:8090", settings);
Console.WriteLine($"Provider simulator on {simulator.BaseUrl}");
await simulator.WaitForShutdownAsync();
