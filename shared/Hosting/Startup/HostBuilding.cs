using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace IntentEngine.Hosting.Startup;

/// <summary>Makes the builder: names the application after its services and reads settings in the order that later ones win.</summary>
internal static class HostBuilding
{
    // Frameworks write several lines for each request and each SQL command; whoever wants them asks for them by the same keys.
    private static readonly Dictionary<string, string?> QuietFrameworks = new()
    {
        ["Logging:LogLevel:Default"] = "Information",
        ["Logging:LogLevel:Microsoft.AspNetCore"] = "Warning",
        ["Logging:LogLevel:Microsoft.EntityFrameworkCore"] = "Warning",
        ["Logging:LogLevel:MassTransit"] = "Warning",
    };

    public static WebApplicationBuilder Create(string[] args, IReadOnlyList<ServiceModule> modules)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            Args = args,
            // Otherwise every host of a process is called after the entry assembly.
            ApplicationName = $"intentengine-{string.Join('-', modules.Select(m => m.Name))}",
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.WebHost.UseKestrelHttpsConfiguration();
        ReadSettings(builder.Configuration, builder.Environment.EnvironmentName, args, modules);
        // Missing registrations are found at start, in every environment.
        builder.Host.UseDefaultServiceProvider(options => (options.ValidateOnBuild, options.ValidateScopes) = (true, true));
        return builder;
    }

    private static void ReadSettings(ConfigurationManager configuration, string environment, string[] args, IReadOnlyList<ServiceModule> modules)
    {
        configuration.Sources.Clear();
        configuration.SetBasePath(AppContext.BaseDirectory);
        configuration.AddInMemoryCollection(QuietFrameworks);
        configuration.AddEnvironmentVariables("ASPNETCORE_").AddEnvironmentVariables("DOTNET_");
        foreach (var module in modules)
            configuration
                .AddJsonFile($"{module.Name}.settings.json", optional: true, reloadOnChange: false)
                .AddJsonFile($"{module.Name}.settings.{environment}.json", optional: true, reloadOnChange: false);
        configuration.AddEnvironmentVariables().AddCommandLine(args);
    }
}
