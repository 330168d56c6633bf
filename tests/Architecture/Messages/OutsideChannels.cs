using IntentEngine.Messaging.Outside;

namespace IntentEngine.Architecture.Messages;

/// <summary>The part of the AsyncAPI document that is for programs of other people: what they may publish, and what they may see.</summary>
internal static class OutsideChannels
{
    /// <summary>A channel for each command they may publish and each fact they may see.</summary>
    public static IEnumerable<KeyValuePair<string, object?>> All =>
    [
        .. OutsideTopology.Admitted.Select(type => KeyValuePair.Create(Name(type), (object?)Channel(type, OutsideExchanges.Commands, ContractTypes.EntityName(type),
            "Published by others. The property user_id is required; the routing key says what the message is, so it needs no header, only a message_id or the attributes of an event."))),
        .. OutsideTopology.Shown.Select(type => KeyValuePair.Create(Name(type), (object?)Channel(type, OutsideExchanges.Events, "{organization_id}." + ContractTypes.EntityName(type),
            "Seen by others, each organization its own: bind a queue of yours to the exchange with this routing key."))),
    ];

    /// <summary>An operation for each of them.</summary>
    public static IEnumerable<KeyValuePair<string, object?>> Operations =>
    [
        .. OutsideTopology.Admitted.Select(type => KeyValuePair.Create($"admit{type.Name}", (object?)Operation(type, "receive"))),
        .. OutsideTopology.Shown.Select(type => KeyValuePair.Create($"show{type.Name}", (object?)Operation(type, "send"))),
    ];

    private static string Name(Type type) => "outside." + ContractTypes.EntityName(type);

    private static Dictionary<string, object?> Channel(Type type, string exchange, string address, string description)
    {
        var channel = new Dictionary<string, object?> { ["address"] = address, ["description"] = description };
        if (address.Contains('{')) channel["parameters"] = new Dictionary<string, object?> { ["organization_id"] = new Dictionary<string, object?> { ["description"] = "The organization's UUID, in lower case." } };
        channel["messages"] = new Dictionary<string, object?> { [type.Name] = Reference($"#/components/messages/{type.Name}") };
        channel["bindings"] = new Dictionary<string, object?>
        {
            ["amqp"] = new Dictionary<string, object?> { ["is"] = "routingKey", ["exchange"] = new Dictionary<string, object?> { ["name"] = exchange, ["type"] = "topic", ["durable"] = true } },
        };
        return channel;
    }

    private static Dictionary<string, object?> Operation(Type type, string action) => new Dictionary<string, object?>
    {
        ["action"] = action,
        ["channel"] = Reference($"#/channels/{Name(type)}"),
        ["messages"] = new[] { Reference($"#/channels/{Name(type)}/messages/{type.Name}") },
    };

    private static Dictionary<string, object?> Reference(string target) => new() { ["$ref"] = target };
}
