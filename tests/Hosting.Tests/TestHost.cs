using System.Net.Http.Headers;
using System.Text;
using IntentEngine.Hosting.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace IntentEngine.Hosting;

/// <summary>A real host on a free port of 127.0.0.1, in Development, with its own signing key.</summary>
internal sealed class TestHost : IAsyncDisposable
{
    private string folder = "";

    public static readonly Guid Acme = Guid.Parse("0aaaaaaa-0000-4000-8000-000000000001");

    public required WebApplication App { get; init; }

    public required HttpClient Http { get; init; }

    public required DevelopmentTokens Tokens { get; init; }

    public static Task<TestHost> StartAsync(Action<IEndpointRouteBuilder> routes, params string[] args) => StartAsync(routes, _ => { }, args);

    public static async Task<TestHost> StartAsync(Action<IEndpointRouteBuilder> routes, Action<IServiceCollection> services, params string[] args)
    {
        var folder = Directory.CreateTempSubdirectory("hosting-").FullName;
        var keyFile = Path.Combine(folder, "dev-signing-key.json");
        var app = Build(routes, services, [$"--Authentication:DevelopmentKeyFile={keyFile}", .. args]);
        await app.StartAsync();
        return new TestHost
        {
            folder = folder,
            App = app,
            Http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) },
            Tokens = DevelopmentTokens.LoadOrCreate(keyFile),
        };
    }

    public static WebApplication Build(Action<IEndpointRouteBuilder> routes, Action<IServiceCollection> services, params string[] args) => ServiceHost.Build(
        ["--environment=Development", "--urls=http://127.0.0.1:0", Environment.GetEnvironmentVariable("SHOW") is null ? "--Logging:LogLevel:Default=None" : "--Logging:LogLevel:Default=Error", .. args],
        new ServiceModule { Name = "test", AddServices = (all, _) => services(all), MapRoutes = routes });

    public string Token(params string[] roles) => Tokens.Issue(roles, Acme, "someone", TimeSpan.FromHours(1));

    public Task<HttpResponseMessage> GetAsync(string path, string? token = null) => SendAsync(HttpMethod.Get, path, token);

    public Task<HttpResponseMessage> PostAsync(string path, string body, string? token = null) =>
        SendAsync(HttpMethod.Post, path, token, new StringContent(body, Encoding.UTF8, "application/json"));

    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? token = null, HttpContent? content = null, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, path) { Content = content };
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return Http.SendAsync(request);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await App.StopAsync();
        await App.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
