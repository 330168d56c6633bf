using IntentEngine.EndToEnd.Clusters;
using IntentEngine.EndToEnd.Embedded;
using IntentEngine.LocalServers;

namespace IntentEngine.EndToEnd.BadInput;

/// <summary>AllInOne over a PostgreSQL of the tests, so that its tables can be counted, and without limits of rate, so that a corpus gets through.</summary>
public sealed class OpenEngine : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"intent-engine-open-{Guid.NewGuid():N}")).FullName;
    private PostgresServer? _postgres;

    internal EmbeddedEngine Engine { get; private set; } = null!;

    internal Databases Databases { get; private set; } = null!;

    internal ApiDocument Api { get; private set; } = null!;

    /// <summary>Where tests may put files.</summary>
    public string Folder => _folder;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        _postgres = await PostgresServer.StartAsync(_folder);
        var settings = new Dictionary<string, string?>();
        foreach (var limit in (string[])["OrganizationPerSecond", "OrganizationBurst", "AddressPerSecond", "AddressBurst"]) settings[$"Gateway:Limits:{limit}"] = "1000000";
        foreach (var service in (string[])["Intents", "Workflows", "Lineage"])
        {
            var connections = await _postgres.EnsureDatabaseAsync(service.ToLowerInvariant());
            settings[$"{service}:Database:Migrator"] = connections.Migrator;
            settings[$"{service}:Database:App"] = connections.App;
            settings[$"{service}:Database:Worker"] = connections.Worker;
        }

        Databases = new Databases(_postgres.ConnectionString);
        Engine = await EmbeddedEngine.StartAsync(settings);
        using var http = new HttpClient();
        Api = ApiDocument.Read(await http.GetStringAsync(new Uri(Engine.Address, "/openapi/v1.json")));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Engine.DisposeAsync();
        await Databases.DisposeAsync();
        await _postgres!.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
