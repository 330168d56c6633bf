using IntentEngine.Hosting.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace IntentEngine.Hosting.Telemetry;

/// <summary>Console logs always; traces, metrics and logs over OTLP only when an endpoint is configured.</summary>
/// <remarks>Instrumentation packages are not needed: the framework, Npgsql and MassTransit emit by themselves and are listened to by name.</remarks>
internal static class TelemetryExtensions
{
    private static readonly string[] Sources = ["Microsoft.AspNetCore", "System.Net.Http", "Npgsql", "MassTransit", "IntentEngine.*"];

    private static readonly string[] Meters =
    [
        "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.RateLimiting",
        "System.Net.Http", "System.Runtime", "Npgsql", "MassTransit", "IntentEngine.*",
    ];

    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        TraceIds.Ensure();
        AddConsole(builder.Logging, builder.Environment);
        var settings = builder.Configuration.Require<TelemetrySettings>("Telemetry");
        if (settings.OtlpEndpoint is not { } endpoint) return;

        // Since .NET 10 the framework names route, method and status on its activities itself, when this switch lets it.
        AppContext.SetSwitch("Microsoft.AspNetCore.Hosting.SuppressActivityOpenTelemetryData", false);
        var resource = ResourceBuilder.CreateDefault().AddService(builder.Environment.ApplicationName, "IntentEngine");
        builder.Services.AddSingleton(_ => Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(resource)
            .SetSampler(new ParentBasedSampler(new TraceIdRatioBasedSampler(settings.SampleRatio)))
            .AddSource(Sources)
            .AddOtlpExporter(otlp => otlp.Endpoint = endpoint)
            .Build());
        builder.Services.AddSingleton(_ => Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(resource)
            .AddMeter(Meters)
            .AddOtlpExporter(otlp => otlp.Endpoint = endpoint)
            .Build());
        builder.Logging.AddOpenTelemetry(logs =>
        {
            logs.IncludeScopes = true;
            logs.SetResourceBuilder(resource).AddOtlpExporter(otlp => otlp.Endpoint = endpoint);
        });
        builder.Services.AddHostedService<TelemetryService>();
    }

    private static void AddConsole(ILoggingBuilder logging, IHostEnvironment environment)
    {
        logging.ClearProviders();
        if (environment.IsDevelopment())
            logging.AddSimpleConsole(console => (console.SingleLine, console.TimestampFormat) = (true, "HH:mm:ss "));
        else
            logging.AddJsonConsole(console => (console.IncludeScopes, console.UseUtcTimestamp, console.TimestampFormat) = (true, true, "O"));
    }
}
