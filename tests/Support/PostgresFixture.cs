using IntentEngine.LocalServers;
using IntentEngine.Messaging.Database;
using Xunit;

namespace IntentEngine.Support;

/// <summary>One private PostgreSQL for all tests of a project (use as an assembly fixture); each test takes its own database.</summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    // Not a private temporary folder: as root, PostgreSQL runs as another user, who must be able to enter it.
    private readonly string _folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"intent-engine-tests-{Guid.NewGuid():N}")).FullName;
    private int _databases;

    /// <summary>The server.</summary>
    public PostgresServer Server { get; private set; } = null!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() => Server = await PostgresServer.StartAsync(_folder);

    /// <summary>A new, empty database with its three roles.</summary>
    public async Task<DatabaseOptions> CreateDatabaseAsync()
    {
        var made = await Server.EnsureDatabaseAsync($"t{Interlocked.Increment(ref _databases)}");
        return new DatabaseOptions { Migrator = made.Migrator, App = made.App, Worker = made.Worker };
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
