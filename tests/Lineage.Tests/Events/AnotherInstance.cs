using IntentEngine.Hosting;
using IntentEngine.Hosting.Authentication;
using IntentEngine.Messaging.Database;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace IntentEngine.Lineage.Events;

/// <summary>One more process of the service, as far as a test can tell: its own host over a database of its own or the shared one.</summary>
internal sealed class AnotherInstance : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly string _folder;

    private readonly DevelopmentTokens _tokens;

    private AnotherInstance(WebApplication app, string folder, DevelopmentTokens tokens)
    {
        (_app, _folder, _tokens) = (app, folder, tokens);
        Http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
    }

    public HttpClient Http { get; }

    public string Token(Guid organizationId, TimeSpan lifetime) => _tokens.Issue(Roles.Member, organizationId, "somebody", lifetime);

    public T Service<T>() where T : notnull => _app.Services.GetRequiredService<T>();

    public static Task<AnotherInstance> StartAsync(DatabaseOptions database, params string[] settings) => StartAsync(database, TimeProvider.System, settings);

    /// <summary>With a clock that the test moves: whatever waits for time to pass waits for that.</summary>
    public static async Task<AnotherInstance> StartAsync(DatabaseOptions database, TimeProvider clock, params string[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("lineage-instance-").FullName;
        var keyFile = Path.Combine(folder, "dev-signing-key.json");
        var app = ServiceHost.Build(
            [
                "--environment=Development", "--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=None",
                $"--Authentication:DevelopmentKeyFile={keyFile}",
                $"--Lineage:Database:Migrator={database.Migrator}", $"--Lineage:Database:App={database.App}", $"--Lineage:Database:Worker={database.Worker}",
                .. settings,
            ],
            LineageService.Module with { AddServices = (services, configuration) => { services.AddSingleton(clock); LineageService.Module.AddServices(services, configuration); } });
        await app.StartAsync();
        return new AnotherInstance(app, folder, DevelopmentTokens.LoadOrCreate(keyFile, clock));
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
