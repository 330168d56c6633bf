using IntentEngine.ProviderSimulator;

// Own process: --url or the environment variable ProviderSimulator__Url says where to listen.
var settings = new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(args, new Dictionary<string, string> { ["--url"] = "ProviderSimulator:Url" }).Build();
await using var simulator = await ProviderSimulatorService.StartAsync(settings["ProviderSimulator:Url"] ?? "http://127.0.0.1:8090", settings);
Console.WriteLine($"Provider simulator on {simulator.BaseUrl}");
await simulator.WaitForShutdownAsync();
