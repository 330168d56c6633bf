using IntentEngine.Hosting.Settings;
using IntentEngine.Hosting.Startup;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;

namespace IntentEngine.Hosting;

public sealed class ServiceHostTests
{
    private static readonly string KeyFile = Path.Combine(Directory.CreateTempSubdirectory("keys-").FullName, "dev-signing-key.json");

    public interface IUnregistered;

    public sealed class Unregistered(IUnregistered other)
    {
        public override string ToString() => $"{other}";
    }

    public sealed record Body(string Text);

    [Fact]
    public void A_route_whose_parameter_is_not_registered_stops_the_start() =>
        Refusal(app => app.MapGet("/x", (Unregistered service) => $"{service}").AllowAnonymous()).ShouldContain("not registered");

    [Fact]
    public void A_POST_that_would_read_a_service_from_the_body_stops_the_start()
    {
        Refusal(app => app.MapPost("/x", (Unregistered service) => $"{service}").AllowAnonymous()).ShouldContain("would read Unregistered from the body");
        Refusal(app => app.MapPost("/x", (IUnregistered service) => $"{service}").AllowAnonymous()).ShouldContain("an interface");
        Refusal(app => app.MapPost("/x", (Body body, Unregistered service) => $"{body}{service}").AllowAnonymous()).ShouldContain("not registered");
    }

    [Fact]
    public void A_route_that_asks_for_an_absent_service_by_attribute_stops_the_start() =>
        Refusal(app => app.MapPost("/x", ([Microsoft.AspNetCore.Mvc.FromServices] Unregistered service) => $"{service}").AllowAnonymous())
            .ShouldContain("Unregistered is not registered");

    [Fact]
    public void A_route_without_a_policy_stops_the_start() =>
        Refusal(app => app.MapGet("/x", () => "")).ShouldContain("states no authorization");

    [Fact]
    public async Task Plain_records_lists_and_primitives_are_read_from_the_body()
    {
        await using var app = TestHost.Build(
            routes =>
            {
                var open = routes.MapGroup("").AllowAnonymous();
                open.MapPost("/a", (Body body) => body.Text);
                open.MapPost("/b", (Body[] body) => body.Length);
                open.MapPost("/c", (Dictionary<string, int> body) => body.Count);
                open.MapPost("/d", (System.Text.Json.JsonDocument body) => body.RootElement.ValueKind);
                open.MapPost("/e", (IReadOnlyList<Body> body) => body.Count);
                open.MapPost("/f", (HttpRequest request, Stream body) => request.Path);
            },
            _ => { },
            $"--Authentication:DevelopmentKeyFile={KeyFile}");
    }

    [Theory]
    [InlineData("Production", "--Authentication:DevelopmentKeyFile=/tmp/key", "only for the Development environment")]
    [InlineData("Production", "--x=y", "Nobody could log in")]
    [InlineData("Production", "--Authentication:Authority=http://issuer", "https")]
    [InlineData("Development", "--Authentication:Authorty=https://issuer", "did you mean 'Authentication:Authority'?")]
    [InlineData("Development", "--Http:MaximumBodyByte=1", "did you mean 'Http:MaximumBodyBytes'?")]
    [InlineData("Development", "--Telemetry:SampleRatio=2", "between 0 and 1")]
    [InlineData("Development", "--Authentication:ClockSkew=00:02:00", "ClockSkew")]
    public void Wrong_settings_stop_the_start(string environment, string argument, string expected) =>
        Should.Throw<SettingsException>(() => ServiceHost.Build([$"--environment={environment}", argument], Module(_ => { }))).Message.ShouldContain(expected);

    [Fact]
    public async Task What_cannot_start_says_why_and_exits_with_1()
    {
        (await ServiceHost.RunAsync(["--environment=Production"], Module(_ => { }))).ShouldBe(1);
    }

    [Fact]
    public async Task Settings_come_from_the_module_file_and_the_command_line_wins()
    {
        var file = Path.Combine(AppContext.BaseDirectory, "filed.settings.json");
        await File.WriteAllTextAsync(file, """{ "Filed": { "A": "file", "B": "file" } }""");
        IConfiguration? seen = null;
        await using var app = ServiceHost.Build(
            ["--environment=Development", $"--Authentication:DevelopmentKeyFile={KeyFile}", "--Filed:B=argument"],
            new ServiceModule { Name = "filed", AddServices = (_, configuration) => seen = configuration, MapRoutes = _ => { } });

        seen!["Filed:A"].ShouldBe("file");
        seen["Filed:B"].ShouldBe("argument");
        app.Environment.ApplicationName.ShouldBe("intentengine-filed");
    }

    [Fact]
    public async Task A_process_without_endpoints_has_no_bus()
    {
        await using var app = ServiceHost.Build(
            ["--environment=Development", $"--Authentication:DevelopmentKeyFile={KeyFile}"],
            Module(_ => { }),
            Module(_ => { }) with { Name = "other" });

        app.Services.GetService<MassTransit.IBus>().ShouldBeNull();
    }

    [Fact]
    public async Task A_request_in_hand_is_finished_when_the_process_is_told_to_stop()
    {
        var entered = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        await using var host = await TestHost.StartAsync(app => app.MapGet("/slow", async () =>
        {
            entered.SetResult();
            await goOn.Task;
            return "done";
        }).AllowAnonymous());

        var answer = host.Http.GetStringAsync(new Uri("/slow", UriKind.Relative));
        await entered.Task;
        var stopping = host.App.StopAsync();
        goOn.SetResult();

        (await answer).ShouldBe("done");
        await stopping;
    }

    [Fact]
    public async Task The_health_probe_tells_by_its_exit_code()
    {
        await using var host = await TestHost.StartAsync(_ => { });

        (await ServiceHost.RunAsync(["--healthcheck", $"{host.Http.BaseAddress}health/ready"], Module(_ => { }))).ShouldBe(0);
        (await ServiceHost.RunAsync(["--healthcheck", $"{host.Http.BaseAddress}nothing"], Module(_ => { }))).ShouldBe(1);
        (await ServiceHost.RunAsync(["--healthcheck", "http://127.0.0.1:1/health/ready"], Module(_ => { }))).ShouldBe(1);
        (await ServiceHost.RunAsync(["--healthcheck"], Module(_ => { }))).ShouldBe(1);
    }

    private static string Refusal(Action<Microsoft.AspNetCore.Routing.IEndpointRouteBuilder> routes) =>
        Should.Throw<StartupException>(() => TestHost.Build(routes, _ => { }, $"--Authentication:DevelopmentKeyFile={KeyFile}")).Message;

    private static ServiceModule Module(Action<Microsoft.AspNetCore.Routing.IEndpointRouteBuilder> routes) =>
        new() { Name = "module", AddServices = (_, _) => { }, MapRoutes = routes };
}
