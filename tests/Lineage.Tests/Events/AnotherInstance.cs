using IntentEngine.Hosting;
using IntentEngine.Messaging.Database;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace IntentEngine.Lineage.Events;

/// <summary>One more process of the service, as far as a test can tell: its own host over a database of its own or the shared one.</summary>
internal sealed class AnotherInstance : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly string _folder;

    private AnotherInstance(WebApplication app, string folder) => (_app, _folder) = (app, folder);

    public T Service<T>() where T : notnull => _app.Services.GetRequiredService<T>();

    public static async Task<AnotherInstance> StartAsync(DatabaseOptions database, params string[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("lineage-instance-").FullName;
        var app = ServiceHost.Build(
            [
                "--environment=Development", "--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=None",
                $"--Authentication:DevelopmentKeyFile={Path.Combine(folder, "dev-signing-key.json")}",
                $"--Lineage:Database:Migrator={database.Migrator}", $"--Lineage:Database:App={database.App}", $"--Lineage:Database:Worker={database.Worker}",
                .. settings,
            ],
            LineageService.Module);
        await app.StartAsync();
        return new AnotherInstance(app, folder);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
