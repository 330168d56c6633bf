using IntentEngine.AllInOne;
using IntentEngine.Gateway;
using IntentEngine.Hosting;
using IntentEngine.Intents;
using IntentEngine.Lineage;
using IntentEngine.Messaging;
using IntentEngine.Workflows;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
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

    /// <summary>The process as production builds it, not started.</summary>
    public static WebApplication Production(string process) =>
        Build(["--environment=Production", "--Authentication:Authority=https://issuer.example", "--Authentication:Audience=intentengine"], Processes[process]);

    /// <summary>The process as development builds it, without background work, so that it starts without a database.</summary>
    public static WebApplication Development(string process, string folder) =>
        Build(["--environment=Development", $"--Authentication:DevelopmentKeyFile={Path.Combine(folder, "key.json")}"], Processes[process]);

    /// <summary>Builds a host of any modules.</summary>
    public static WebApplication Build(string[] args, params ServiceModule[] modules) => ServiceHost.Build(
        [.. Settings, .. args],
        (services, configuration, _) =>
        {
            services.AddMessaging(configuration);
            services.RemoveAll<IHostedService>();
        },
        modules);

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
