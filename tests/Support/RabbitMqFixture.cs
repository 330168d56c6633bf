using IntentEngine.LocalServers;
using Xunit;

namespace IntentEngine.Support;

/// <summary>One private RabbitMQ for all tests of a project (use as an assembly fixture).</summary>
public sealed class RabbitMqFixture : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"intent-engine-broker-{Guid.NewGuid():N}")).FullName;

    /// <summary>The broker.</summary>
    public RabbitMqServer Server { get; private set; } = null!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() => Server = await RabbitMqServer.StartAsync(_folder);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
