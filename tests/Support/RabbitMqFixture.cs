using IntentEngine.LocalServers;
using Xunit;

namespace IntentEngine.Support;

/// <summary>One private RabbitMQ for all tests of a project (use as an assembly fixture).</summary>
public sealed class RabbitMqFixture : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"intent-engine-broker-{Guid.NewGuid():N}")).FullName;
    private int _hosts;

    /// <summary>The broker.</summary>
    public RabbitMqServer Server { get; private set; } = null!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() => Server = await RabbitMqServer.StartAsync(_folder);

    /// <summary>A new, empty virtual host: queues and exchanges of its own.</summary>
    public async Task<VirtualHost> CreateVirtualHostAsync()
    {
        var name = $"t{Interlocked.Increment(ref _hosts)}";
        await Server.ControlAsync("add_vhost", name);
        await Server.ControlAsync("set_permissions", "--vhost", name, Server.Uri.UserInfo.Split(':')[0], ".*", ".*", ".*");
        return new VirtualHost(Server, name);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
