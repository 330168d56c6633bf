using RabbitMQ.Client;

namespace IntentEngine.Messaging.Direct;

/// <summary>Opens connections to the broker that are not MassTransit's. They do not recover by themselves: whoever uses one opens another.</summary>
internal static class DirectConnection
{
    public static Task<IConnection> Open(MessagingOptions options, string name, int concurrency, CancellationToken cancel) => new ConnectionFactory
    {
        Uri = new Uri(options.RabbitMq!),
        ClientProvidedName = $"intent-engine/{name}",
        AutomaticRecoveryEnabled = false,
        RequestedHeartbeat = TimeSpan.FromSeconds(10),
        RequestedConnectionTimeout = TimeSpan.FromSeconds(5),
        ContinuationTimeout = TimeSpan.FromSeconds(10),
        ConsumerDispatchConcurrency = (ushort)concurrency,
    }.CreateConnectionAsync(cancel);
}
