using IntentEngine.Hosting.Startup;
using IntentEngine.Messaging;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace IntentEngine.Lineage.Rebuild;

/// <summary><c>dotnet IntentEngine.Lineage.dll rebuild …</c>: the same as the route, for operators; the service may run or not.</summary>
internal static class RebuildCommand
{
    internal const string Usage = """
        Usage: rebuild --organization ID [--organization ID …]
        Give the service's own settings in its environment or as --Lineage:Database:App=… and --Lineage:Database:Worker=…
        """;

    /// <summary>Runs what follows <c>rebuild</c>.</summary>
    /// <returns>0 done; 1 it did not work, the reason is on standard error.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> args)
    {
        try
        {
            var (organizations, settings) = Parse(args);
            await using var services = Services(settings);
            foreach (var organization in organizations) await RunAsync(services, organization);
            return 0;
        }
        catch (StartupException refused)
        {
            await Console.Error.WriteLineAsync(refused.Message);
            return 1;
        }
    }

    /// <exception cref="StartupException">Something is missing or not understood.</exception>
    internal static (IReadOnlyList<Guid> Organizations, string[] Settings) Parse(IReadOnlyList<string> args)
    {
        var (organizations, settings) = (new List<Guid>(), new List<string>());
        for (var i = 0; i < args.Count; i++)
        {
            if (args[i].StartsWith("--Lineage:", StringComparison.OrdinalIgnoreCase)) settings.Add(args[i]);
            else if (args[i] == "--organization" && Guid.TryParse(args.ElementAtOrDefault(i + 1), out var id) && id != Guid.Empty)
            {
                organizations.Add(id);
                i++;
            }
            else throw new StartupException($"Not understood: '{args[i]}'.{Environment.NewLine}{Usage}");
        }

        return organizations.Count > 0 ? (organizations, [.. settings]) : throw new StartupException(Usage);
    }

    private static async Task RunAsync(ServiceProvider services, Guid organization)
    {
        await services.GetRequiredService<Rebuilds>().BeginAsync(organization, "operator", CancellationToken.None);
        var step = services.GetRequiredService<RebuildStep>();
        while (await step.RunAsync(organization, CancellationToken.None))
        {
            // Another batch.
        }

        var done = await services.GetRequiredService<Rebuilds>().FindAsync(organization, CancellationToken.None);
        await Console.Out.WriteLineAsync($"{organization}: {done!.Executions} executions, {done.Artifacts} artifacts; {done.Forgotten} rows of which no fact tells were removed");
    }

    private static ServiceProvider Services(string[] settings)
    {
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(settings).Build();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddMetrics();
        services.AddServiceDatabase<LineageDatabase>("Lineage", configuration);
        services.AddSingleton<RebuildStep>();
        services.AddSingleton<Rebuilds>();
        return services.BuildServiceProvider();
    }
}
