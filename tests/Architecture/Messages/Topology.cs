using IntentEngine.Architecture.Hosts;
using IntentEngine.Messaging.Endpoints;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace IntentEngine.Architecture.Messages;

/// <summary>Which message arrives in which queue, as the services register it.</summary>
/// <param name="Queue">Name of the queue.</param>
/// <param name="Message">Type of the message.</param>
/// <param name="Subscribed">Whether the queue is bound to the message's exchange; otherwise it is sent there by name.</param>
internal sealed record Topology(string Queue, Type Message, bool Subscribed)
{
    private static readonly Lazy<(IReadOnlyList<Topology> Lines, IReadOnlyList<MessageEndpoint> Endpoints)> Known = new(Read);

    /// <summary>Every line of the present topology.</summary>
    public static IReadOnlyList<Topology> All => Known.Value.Lines;

    /// <summary>Every queue.</summary>
    public static IReadOnlyList<MessageEndpoint> Endpoints => Known.Value.Endpoints;

    private static (IReadOnlyList<Topology>, IReadOnlyList<MessageEndpoint>) Read()
    {
        using var app = ServiceHosts.Production("all-in-one");
        var endpoints = app.Services.GetServices<MessageEndpoint>().ToArray();
        return
        ([
            .. from endpoint in endpoints
               // What comes from outside has a queue of its own, and the same consumers.
               where endpoint.Admitted.Count == 0
               from consumer in endpoint.Consumers
               from role in consumer.GetInterfaces()
               where role.IsGenericType && role.GetGenericTypeDefinition() == typeof(IConsumer<>)
               let message = role.GetGenericArguments()[0]
               select new Topology(endpoint.Name, message, endpoint.Exchanges.Contains(ContractTypes.EntityName(message))),
        ], endpoints);
    }
}
