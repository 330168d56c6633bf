using IntentEngine.LocalServers;

namespace IntentEngine.Intents.Hosts;

/// <summary>The same service over a RabbitMQ of its own.</summary>
public sealed class RabbitHost : IntentsHost
{
    private RabbitMqServer? _broker;

    protected override async Task<string[]> StartTransport()
    {
        _broker = await RabbitMqServer.StartAsync(Folder);
        return ["--Messaging:Transport=rabbitmq", $"--Messaging:RabbitMq={_broker.Uri}"];
    }

    protected override ValueTask StopTransport() => _broker?.DisposeAsync() ?? ValueTask.CompletedTask;
}
