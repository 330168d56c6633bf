using IntentEngine.Hosting;
using IntentEngine.ProviderSimulator.Corpus;
using IntentEngine.ProviderSimulator.Faults;
using IntentEngine.ProviderSimulator.Keywords;
using IntentEngine.ProviderSimulator.Model;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace IntentEngine.ProviderSimulator;

/// <summary>A stand-in for the paid providers that speaks their wire formats: for demos, tests and work without an account. Never for production.</summary>
public static class ProviderSimulatorService
{
    /// <summary>The simulator as the host sees it; it does not use the bus.</summary>
    public static ServiceModule Module { get; } = new()
    {
        Name = "simulator",
        AddServices = AddServices,
        MapRoutes = MapRoutes,
    };

    /// <summary>Starts the simulator as a web application of its own.</summary>
    /// <param name="url">Where to listen; port 0 (the default) takes a free one, see <see cref="RunningSimulator.BaseUrl"/>.</param>
    /// <param name="configuration">Further settings, section <c>ProviderSimulator</c>. Null: the defaults of <see cref="SimulatorOptions"/>.</param>
    /// <param name="clock">Clock of the <c>slow</c> fault. Null: the system's.</param>
    /// <param name="cancel">Gives up starting.</param>
    public static async Task<RunningSimulator> StartAsync(string url = "http://127.0.0.1:0", IConfiguration? configuration = null, TimeProvider? clock = null, CancellationToken cancel = default)
    {
        var builder = WebApplication.CreateEmptyBuilder(new() { ApplicationName = "IntentEngine.ProviderSimulator" });
        if (configuration is not null) builder.Configuration.AddConfiguration(configuration);
        builder.WebHost.UseKestrelCore().UseUrls(url);
        builder.Services.AddRoutingCore();
        if (clock is not null) builder.Services.AddSingleton(clock);
        Module.AddServices(builder.Services, builder.Configuration);

        var app = builder.Build();
        app.UseRouting();
        Module.MapRoutes(app);
        await app.StartAsync(cancel);
        return new(app);
    }

    private static void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<SimulatorOptions>().Bind(configuration.GetSection("ProviderSimulator"));
        services.AddSingleton<FaultList>();
        services.AddSingleton<CallCounts>();
        services.AddSingleton(_ => Terms.Load());
        services.AddSingleton<LabsAnswers>();
        services.AddSingleton<ModelAnswers>();
    }

    private static void MapRoutes(IEndpointRouteBuilder routes)
    {
        // The simulator checks credentials as the real services do, inside their wire formats.
        var simulator = routes.MapGroup("").AllowAnonymous();
        simulator.MapLabs();
        simulator.MapModel();
        simulator.MapFaultAdmin();
    }
}
