using IntentEngine.Hosting.Authentication;
using IntentEngine.Hosting.Failures;
using IntentEngine.Hosting.Health;
using IntentEngine.Hosting.Http;
using IntentEngine.Hosting.OpenApi;
using IntentEngine.Hosting.Organizations;
using IntentEngine.Hosting.Requests;
using IntentEngine.Hosting.Startup;
using IntentEngine.Hosting.Telemetry;
using IntentEngine.Messaging;
using IntentEngine.Messaging.Endpoints;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace IntentEngine.Hosting;

/// <summary>The one way a process of this product is put together, whether it holds one service or all of them.</summary>
public static class ServiceHost
{
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Loads settings (module files, environment, command line: the later wins), registers every module, maps every route and
    /// checks the wiring. The host is built but not started.
    /// </summary>
    /// <param name="args">Command line, for example <c>--urls http://127.0.0.1:5000</c>.</param>
    /// <param name="modules">The services of this process; at least one, names unique.</param>
    /// <exception cref="StartupException">Settings or wiring are wrong; the message says what to change.</exception>
    public static WebApplication Build(string[] args, params ServiceModule[] modules)
    {
        ArgumentNullException.ThrowIfNull(args);
        ArgumentNullException.ThrowIfNull(modules);
        if (modules.Length == 0 || modules.DistinctBy(m => m.Name).Count() != modules.Length)
            throw new StartupException($"Expected one or more services with unique names; came: {string.Join(", ", modules.Select(m => m.Name))}.");

        var builder = HostBuilding.Create(args, modules);
        builder.AddTelemetry();
        AddOwnServices(builder);
        foreach (var module in modules) module.AddServices(builder.Services, builder.Configuration);
        // The process owns the one bus; services only register their endpoints.
        if (builder.Services.Any(s => s.ServiceType == typeof(MessageEndpoint))) builder.Services.AddMessaging(builder.Configuration);

        var app = builder.Build();
        UsePipeline(app, modules);
        MapRoutes(app, modules);
        WiringCheck.Run(app);
        return app;
    }

    /// <summary>
    /// Builds and runs until SIGTERM or Ctrl-C, then finishes what is in hand (at most 30 s; what has not ended after 35 s is killed).
    /// <c>--healthcheck URL</c> asks another process instead, for containers without curl.
    /// </summary>
    /// <returns>The process's exit code: 0 stopped as asked or healthy, 1 could not start or unhealthy, 70 stopped by itself to be restarted. Killed: 137.</returns>
    public static async Task<int> RunAsync(string[] args, params ServiceModule[] modules)
    {
        ArgumentNullException.ThrowIfNull(args);
        if (HealthProbe.Wanted(args)) return await HealthProbe.RunAsync(args);
        using var end = new HardEnd(ShutdownTimeout + TimeSpan.FromSeconds(5), TimeProvider.System, Console.Error);
        return await RunAsync(args, modules, end);
    }

    internal static async Task<int> RunAsync(string[] args, ServiceModule[] modules, HardEnd end)
    {
        try
        {
            await using var app = Build(args, modules);
            // Asked for now: a container that is being disposed of gives nothing away.
            var background = app.Services.GetServices<IHostedService>().OfType<BackgroundService>().ToList();
            app.Lifetime.ApplicationStopping.Register(() => end.Begin(() => background.Where(s => s.ExecuteTask is { IsCompleted: false }).Select(s => s.GetType().Name)));
            await app.RunAsync();
            // Whoever stopped the process from within said why; a supervisor restarts what did not end with 0.
            return Environment.ExitCode;
        }
        catch (StartupException refusal)
        {
            await Console.Error.WriteLineAsync(refusal.Message);
            return 1;
        }
    }

    private static void AddOwnServices(WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.Configure<HostOptions>(options => options.ShutdownTimeout = ShutdownTimeout);
        services.AddFailures();
        services.AddHttpLimits(builder.Configuration);
        services.AddTokens(builder.Configuration, builder.Environment);
        services.AddScoped<OrganizationContext>();
        services.AddReadiness();
        services.AddApiDescription();
    }

    private static void UsePipeline(WebApplication app, ServiceModule[] modules)
    {
        app.UseForwardedHeaders();
        app.UseFailures();
        app.UseSafeHeaders();
        app.UseRouting();
        app.UseRequestTimeouts();
        app.UseBodyRules();
        app.UseAuthentication();
        app.UseMiddleware<OrganizationMiddleware>();
        foreach (var module in modules) module.UseMiddleware?.Invoke(app);
        app.UseAuthorization();
        app.UseQueryRules();
        app.UseMiddleware<IdempotencyMiddleware>();
    }

    private static void MapRoutes(WebApplication app, ServiceModule[] modules)
    {
        app.MapHealth();
        if (!modules.Any(m => m.MapsOpenApi)) app.MapApiDescription();
        foreach (var module in modules) module.MapRoutes(app);
    }
}
