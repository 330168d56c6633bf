using IntentEngine.AllInOne;
using IntentEngine.Gateway;
using IntentEngine.Hosting;
using IntentEngine.Intents;
using IntentEngine.Lineage;
using IntentEngine.Workflows;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace IntentEngine.Architecture.Hosts;

/// <summary>Every process this product has, put together by the real composition roots with connection strings that lead nowhere.</summary>
internal static class ServiceHosts
{
    /// <summary>Process name to its modules.</summary>
    public static IReadOnlyDictionary<string, ServiceModule[]> Processes { get; } = new Dictionary<string, ServiceModule[]>
    {
        ["intents"] = [IntentsService.Module],
        ["workflows"] = [WorkflowsService.Module],
        ["lineage"] = [LineageService.Module],
        ["gateway"] = [GatewayService.Module],
        ["all-in-one"] = [.. Targets.All],
    };

    /// <summary>Takes away what would look for a database as soon as the process starts.</summary>
    private static ServiceModule Quiet { get; } = new() { Name = "quiet", AddServices = (services, _) => services.RemoveAll<IHostedService>(), MapRoutes = _ => { } };

    /// <summary>The process as production builds it, not started.</summary>
    public static WebApplication Production(string process) => Production(Processes[process]);

    /// <summary>A process of any modules as production builds it, not started.</summary>
    public static WebApplication Production(params ServiceModule[] modules) =>
        ServiceHost.Build([.. Settings, "--environment=Production", "--Authentication:Authority=https://issuer.example", "--Authentication:Audience=intentengine"], modules);

    /// <summary>The process as development builds it, without background work, so that it starts without a database.</summary>
    public static WebApplication Development(string process, string folder) =>
        ServiceHost.Build([.. Settings, "--environment=Development", $"--Authentication:DevelopmentKeyFile={Path.Combine(folder, "key.json")}"], [.. Processes[process], Quiet]);

    /// <summary>Settings without which a service does not start.</summary>
    public static string[] Settings { get; } =
    [
        "--urls=http://127.0.0.1:0",
        "--Logging:LogLevel:Default=None",
        .. from service in (string[])["Intents", "Workflows", "Lineage"]
           from role in (string[])["Migrator", "App", "Worker"]
           select $"--{service}:Database:{role}=Host=127.0.0.1;Port=9;Username=nobody;Password=x;Database=none",
        "--Providers:KeywordData:BaseUrl=http://127.0.0.1:9",
        "--Providers:KeywordData:Login=x",
        "--Providers:KeywordData:Password=x",
        "--Providers:LanguageModel:BaseUrl=http://127.0.0.1:9",
        "--Providers:LanguageModel:ApiKey=x",
    ];
}
