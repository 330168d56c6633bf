using IntentEngine.LocalServers;

namespace IntentEngine.Bench;

/// <summary>A private PostgreSQL (fsync on) and RabbitMQ for one run.</summary>
internal sealed class Servers : IAsyncDisposable
{
    private readonly string _folder;

    private Servers(string folder, PostgresServer postgres, RabbitMqServer rabbitMq)
    {
        _folder = folder;
        Postgres = postgres;
        RabbitMq = rabbitMq;
    }

    public PostgresServer Postgres { get; }

    public RabbitMqServer RabbitMq { get; }

    public static async Task<Servers> StartAsync()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"intent-engine-bench-{Guid.NewGuid():N}")).FullName;
        var postgres = PostgresServer.StartAsync(Path.Combine(folder, "postgres"));
        var rabbitMq = RabbitMqServer.StartAsync(Path.Combine(folder, "rabbitmq"));
        return new Servers(folder, await postgres, await rabbitMq);
    }

    public async ValueTask DisposeAsync()
    {
        await RabbitMq.DisposeAsync();
        await Postgres.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
