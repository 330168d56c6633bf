using IntentEngine.Hosting.Database;
using IntentEngine.LocalServers;
using IntentEngine.Messaging.Database;

[assembly: AssemblyFixture(typeof(PostgresFixture))]

namespace IntentEngine.Hosting.Database;

/// <summary>One private PostgreSQL for all tests of this project; each test takes its own database.</summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    // Not a private temporary folder: as root, PostgreSQL runs as another user, who must be able to enter it.
    private readonly string folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"hosting-postgres-{Guid.NewGuid():N}")).FullName;
    private int databases;
    private PostgresServer server = null!;

    /// <summary>The superuser, who sees everything.</summary>
    public string Superuser => server.ConnectionString;

    public async ValueTask InitializeAsync() => server = await PostgresServer.StartAsync(folder);

    /// <summary>A new, empty database with its three roles.</summary>
    public async Task<DatabaseOptions> CreateDatabaseAsync()
    {
        var made = await server.EnsureDatabaseAsync($"t{Interlocked.Increment(ref databases)}");
        return new DatabaseOptions { Migrator = made.Migrator, App = made.App, Worker = made.Worker };
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
