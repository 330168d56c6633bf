namespace IntentEngine.LocalServers.RabbitMq;

/// <summary>One place to get RabbitMQ from. Null: not available here.</summary>
internal delegate Task<RabbitMqInstallation?> RabbitMqSource(TextWriter log, CancellationToken cancel);
