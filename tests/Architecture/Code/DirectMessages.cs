namespace IntentEngine.Architecture.Code;

/// <summary>Messages leave through a unit of work, in the transaction of the change they tell of; what is sent around it is lost in a crash, or tells what never happened.</summary>
internal static class DirectMessages
{
    private static readonly string[] Verbs = ["Publish", "Send", "Respond", "Schedule", "Redeliver", "Defer", "Request", "GetSendEndpoint", "GetResponse", "Create"];

    private static readonly string[] Senders =
    [
        "MassTransit.IPublishEndpoint", "MassTransit.IPublishEndpointProvider", "MassTransit.ISendEndpoint", "MassTransit.ISendEndpointProvider", "MassTransit.IBus", "MassTransit.IBusControl",
        "MassTransit.ConsumeContext", "MassTransit.ConsumeContext`1", "MassTransit.IRequestClient`1", "MassTransit.IClientFactory", "MassTransit.IMessageScheduler",
    ];

    /// <summary>The calls by which an assembly sends around the outbox.</summary>
    public static IEnumerable<Call> In(IEnumerable<Call> calls) => calls.Where(call => IsSender(call.Type) && Array.Exists(Verbs, verb => call.Member.StartsWith(verb, StringComparison.Ordinal)));

    // Extension methods of MassTransit do the same under another name (PublishExtensions, SendEndpointExtensions, …).
    private static bool IsSender(string type) =>
        Senders.Contains(type) || (type.StartsWith("MassTransit.", StringComparison.Ordinal) && type.EndsWith("Extensions", StringComparison.Ordinal) && !type.Contains("Configuration", StringComparison.Ordinal));
}
