using IntentEngine.Hosting;
using IntentEngine.Intents;
using IntentEngine.LocalServers;
using IntentEngine.Owners.Records;
using Microsoft.AspNetCore.Builder;
using Npgsql;

namespace IntentEngine.Settlers;

/// <summary>An Intents service with a PostgreSQL and a RabbitMQ of its own, gone when it is disposed of.</summary>
public sealed class PrivateEngine : IAsyncDisposable
{
    private readonly string _folder;
    private readonly PostgresServer _postgres;
    private readonly RabbitMqServer _rabbitMq;
    private WebApplication? _app;

    private PrivateEngine(string folder, PostgresServer postgres, RabbitMqServer rabbitMq) => (_folder, _postgres, _rabbitMq) = (folder, postgres, rabbitMq);

    /// <summary>Address of the broker.</summary>
    public Uri Amqp => _rabbitMq.Uri;

    /// <summary>The broker itself.</summary>
    public RabbitMqServer RabbitMq => _rabbitMq;

    /// <summary>The engine's own database.</summary>
    public ServiceDatabaseConnections Database { get; private set; } = null!;

    /// <summary>Where the owners keep their records: a database of their own.</summary>
    public NpgsqlDataSource Records { get; private set; } = null!;

    /// <summary>Starts the servers and the service.</summary>
    /// <exception cref="LocalServerException">PostgreSQL or RabbitMQ cannot be started here; the message says what to install.</exception>
    public static async Task<PrivateEngine> StartAsync()
    {
        // Not a private temporary folder: as root, PostgreSQL runs as another user, who must be able to enter it.
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"settlers-{Guid.NewGuid():N}")).FullName;
        var postgres = await PostgresServer.StartAsync(Path.Combine(folder, "postgres"));
        var engine = new PrivateEngine(folder, postgres, await RabbitMqServer.StartAsync(Path.Combine(folder, "rabbitmq")));
        await engine.StartService();
        return engine;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }

        await Records.DisposeAsync();
        await _rabbitMq.DisposeAsync();
        await _postgres.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task StartService()
    {
        Records = NpgsqlDataSource.Create((await _postgres.EnsureDatabaseAsync("settlers")).Migrator);
        await ExecutionRecordsTable.CreateAsync(Records);
        var intents = Database = await _postgres.EnsureDatabaseAsync("intents");
        _app = ServiceHost.Build(
            [
                $"--Intents:Database:Migrator={intents.Migrator}", $"--Intents:Database:App={intents.App}", $"--Intents:Database:Worker={intents.Worker}",
                "--Messaging:Transport=rabbitmq", $"--Messaging:RabbitMq={_rabbitMq.Uri}", "--environment=Development", "--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=Warning",
                $"--Authentication:DevelopmentKeyFile={Path.Combine(_folder, "dev-signing-key.json")}",
            ],
            IntentsService.Module);
        await _app.StartAsync();
    }
}
