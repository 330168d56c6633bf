// Every service in one process, for laptops, demos and tests: the gateway's limits in front, an in-memory queue between,
// a private PostgreSQL and the provider simulator behind, unless settings name others.
using IntentEngine.AllInOne;
using IntentEngine.Hosting;
using IntentEngine.LocalServers;
using Microsoft.Extensions.Configuration;

var configuration = new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(args).Build();
var dataFolder = Path.GetFullPath(configuration["data"] ?? ".data");
try
{
    var modules = Targets.Select(configuration["target"]);
    Directory.CreateDirectory(dataFolder);
    await using var embedded = await StartServers([.. modules.Select(m => m.Name)]);
    var settings = embedded.Settings.Select(s => $"--{s.Key}={s.Value}")
        .Append($"--Authentication:DevelopmentKeyFile={configuration["Authentication:DevelopmentKeyFile"] ?? Path.Combine(dataFolder, "dev-signing-key.json")}")
        .Append($"--Intents:Owners:SecretKeyFile={configuration["Intents:Owners:SecretKeyFile"] ?? Path.Combine(dataFolder, "owner-secrets.key")}")
        .Append($"--environment={configuration["ASPNETCORE_ENVIRONMENT"] ?? "Development"}")
        .Append($"--urls={configuration["urls"] ?? configuration["ASPNETCORE_URLS"] ?? $"http://127.0.0.1:{configuration["port"] ?? "8080"}"}");
    return await ServiceHost.RunAsync([.. settings], [.. modules]);
}
catch (OperationCanceledException)
{
    Console.Error.WriteLine("Stopped while starting.");
    return 0;
}
catch (Exception refused) when (refused is LocalServerException or ArgumentException)
{
    Console.Error.WriteLine(refused.Message);
    return 1;
}

async Task<EmbeddedServers> StartServers(string[] names)
{
    using var stop = new StopWhileStarting();
    return await EmbeddedServers.StartAsync(dataFolder, names, key => configuration[key], stop.Token);
}
