using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Shouldly;

namespace IntentEngine.Hosting.Telemetry;

public sealed class TelemetryTests
{
    [Fact]
    public async Task Without_an_endpoint_nothing_is_made_that_could_send()
    {
        await using var host = await TestHost.StartAsync(_ => { });

        host.App.Services.GetService<TracerProvider>().ShouldBeNull();
        host.App.Services.GetService<MeterProvider>().ShouldBeNull();
    }

    [Fact]
    public async Task A_callers_trace_is_continued_without_an_endpoint_too()
    {
        await using var host = await TestHost.StartAsync(_ => { });

        using var answer = await host.SendAsync(
            HttpMethod.Get, "/nothing", null, null, ("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00"));

        JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["trace_id"]!.GetValue<string>().ShouldBe("0af7651916cd43dd8448eb211c80319c");
        answer.Headers.GetValues("X-Correlation-Id").ShouldBe(["0af76519-16cd-43dd-8448-eb211c80319c"]);
    }

    [Fact]
    public async Task With_an_endpoint_traces_and_metrics_of_requests_reach_it()
    {
        var received = new ConcurrentDictionary<string, string>();
        await using var collector = await CollectorAsync(received);
        await using var host = await TestHost.StartAsync(
            app => app.MapGet("/traced/{id:int}", (int id) => id).AllowAnonymous(), $"--Telemetry:OtlpEndpoint={collector.Urls.First()}");

        await host.Http.GetStringAsync(new Uri("/traced/7", UriKind.Relative));
        // The request's span ends after its answer was read, so the first flush may miss it.
        await Eventually.Holds(() =>
        {
            host.App.Services.GetRequiredService<TracerProvider>().ForceFlush(10_000).ShouldBeTrue();
            return Task.FromResult(received.Values.Any(sent => sent.Contains("GET /traced/{id:int}", StringComparison.Ordinal)));
        }, "the request's span at the collector");
        host.App.Services.GetRequiredService<MeterProvider>().ForceFlush(10_000).ShouldBeTrue();

        received["/opentelemetry.proto.collector.trace.v1.TraceService/Export"].ShouldContain("GET /traced/{id:int}");
        received["/opentelemetry.proto.collector.trace.v1.TraceService/Export"].ShouldContain("intentengine-test");
        received["/opentelemetry.proto.collector.metrics.v1.MetricsService/Export"].ShouldContain("kestrel.active_connections");
    }

    // Enough of a collector: it keeps what it is sent and answers that all is well.
    private static async Task<WebApplication> CollectorAsync(ConcurrentDictionary<string, string> received)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0").ConfigureKestrel(kestrel => kestrel.ConfigureEndpointDefaults(e => e.Protocols = HttpProtocols.Http2));
        var app = builder.Build();
        app.Run(async http =>
        {
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body);
            received.AddOrUpdate(http.Request.Path, Encoding.Latin1.GetString(body.ToArray()), (_, before) => before + Encoding.Latin1.GetString(body.ToArray()));
            http.Response.ContentType = "application/grpc";
            http.Response.AppendTrailer("grpc-status", "0");
            await http.Response.Body.WriteAsync(new byte[5]);
        });
        await app.StartAsync();
        return app;
    }
}
