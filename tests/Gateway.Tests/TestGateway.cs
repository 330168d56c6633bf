using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using IntentEngine.Hosting;
using IntentEngine.Hosting.Authentication;
using Microsoft.AspNetCore.Builder;
using Shouldly;

namespace IntentEngine.Gateway;

/// <summary>A real gateway on a free port with two backends: one for Workflows and Lineage, one for Intents.</summary>
internal sealed class TestGateway : IAsyncDisposable
{
    public static readonly Guid Acme = Guid.Parse("0aaaaaaa-0000-4000-8000-000000000001");

    private string folder = "";
    private WebApplication app = null!;

    public Backend Workflows { get; private init; } = null!;

    public Backend Intents { get; private init; } = null!;

    public HttpClient Http { get; private set; } = null!;

    public DevelopmentTokens Tokens { get; private set; } = null!;

    public static Task<TestGateway> StartAsync(params string[] args) => StartAsync(GatewayService.Module, args);

    public static async Task<TestGateway> StartAsync(ServiceModule module, params string[] args)
    {
        var gateway = new TestGateway
        {
            folder = Directory.CreateTempSubdirectory("gateway-").FullName,
            Workflows = await Backend.StartAsync("workflows"),
            Intents = await Backend.StartAsync("intents"),
        };
        var keyFile = Path.Combine(gateway.folder, "dev-signing-key.json");
        gateway.app = ServiceHost.Build(
            [
                "--environment=Development", "--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=None",
                $"--Authentication:DevelopmentKeyFile={keyFile}",
                $"--Gateway:Services:Workflows:0={gateway.Workflows.Address}",
                $"--Gateway:Services:Intents:0={gateway.Intents.Address}",
                $"--Gateway:Services:Lineage:0={gateway.Workflows.Address}",
                "--Gateway:ProbeInterval=00:00:00.1",
                .. args,
            ],
            module);
        await gateway.app.StartAsync();
        gateway.Tokens = DevelopmentTokens.LoadOrCreate(keyFile);
        gateway.Http = new HttpClient { BaseAddress = new Uri(gateway.app.Urls.First()) };
        return gateway;
    }

    public string Token(Guid? organization = null, string role = Roles.Member) => Tokens.Issue(role, organization ?? Acme, "someone", TimeSpan.FromHours(1));

    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? token, HttpContent? content = null, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, path) { Content = content };
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return Http.SendAsync(request);
    }

    /// <summary>What the backend that was reached says it got.</summary>
    public async Task<JsonNode> EchoAsync(HttpMethod method, string path, HttpContent? content = null, params (string Name, string Value)[] headers)
    {
        using var answer = await SendAsync(method, path, Token(), content, headers);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, path);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
    }

    public async Task<JsonNode> ShouldRefuseAsync(HttpStatusCode status, HttpMethod method, string path, string? token, HttpContent? content = null)
    {
        using var answer = await SendAsync(method, path, token, content);
        answer.StatusCode.ShouldBe(status);
        answer.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json");
        var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        problem["status"]!.GetValue<int>().ShouldBe((int)status);
        problem["detail"]!.GetValue<string>().ShouldNotBeNullOrEmpty();
        problem["trace_id"]!.GetValue<string>().Length.ShouldBe(32);
        return problem;
    }

    /// <summary>Asks for <c>/health/ready</c> until it answers with this status.</summary>
    public Task<JsonNode> WhenReadyAnswersAsync(HttpStatusCode status) => WhenAsync("/health/ready", null, status);

    /// <summary>Asks until the answer has this status.</summary>
    public async Task<JsonNode> WhenAsync(string path, string? token, HttpStatusCode status)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            using var answer = await SendAsync(HttpMethod.Get, path, token);
            if (answer.StatusCode == status) return JsonNode.Parse(await answer.Content.ReadAsStringAsync(patience.Token))!;
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, patience.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
        await Workflows.DisposeAsync();
        await Intents.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
