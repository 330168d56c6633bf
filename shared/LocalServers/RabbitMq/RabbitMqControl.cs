namespace IntentEngine.LocalServers.RabbitMq;

/// <summary>How <c>rabbitmqctl</c> is run against one broker.</summary>
/// <param name="Command">Program and leading arguments.</param>
/// <param name="Environment">Environment variables on top of the inherited ones.</param>
internal sealed record RabbitMqControl(IReadOnlyList<string> Command, IReadOnlyDictionary<string, string> Environment);
