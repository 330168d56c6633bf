namespace IntentEngine.Messaging.Outside;

/// <summary>The two exchanges that programs of other people may use; part of the wire contract (ADR 0009).</summary>
public static class OutsideExchanges
{
    /// <summary>Topic exchange they publish commands to. The routing key is the command's name, e.g. <c>intents.create.v1</c>; the property <c>user_id</c> is required.</summary>
    public const string Commands = "intentengine.commands";

    /// <summary>Topic exchange they bind their queues to. The routing key of a fact is its organization and its name, e.g. <c>ORGANIZATION.intents.ended.v1</c>.</summary>
    public const string Events = "intentengine.events";

    /// <summary>The routing key of everything we publish; only <see cref="Events"/> looks at it.</summary>
    internal static string RoutingKey(Guid organizationId, string exchange) => $"{organizationId}.{exchange}";
}
