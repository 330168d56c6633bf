namespace IntentEngine.Messaging;

/// <summary>Section <c>Messaging</c>.</summary>
public sealed record MessagingOptions
{
    /// <summary><c>memory</c> (default: one process, queues die with it) or <c>rabbitmq</c>.</summary>
    public string Transport { get; init; } = "memory";

    /// <summary>AMQP address with user and password, e.g. <c>amqp://user:password@broker:5672/</c>. Required for <c>rabbitmq</c>.</summary>
    public string? RabbitMq { get; init; }

    /// <summary>Whether messages outlive the process.</summary>
    public bool IsDurable => Transport == "rabbitmq";

    /// <summary>Stops the process at start when a value makes no sense.</summary>
    public void Validate()
    {
        if (Transport is not ("memory" or "rabbitmq"))
            throw new InvalidOperationException($"Messaging:Transport is '{Transport}'; expected 'memory' or 'rabbitmq'.");
        if (Transport == "rabbitmq" && (!Uri.TryCreate(RabbitMq, UriKind.Absolute, out var uri) || uri.Scheme is not ("amqp" or "amqps")))
            throw new InvalidOperationException("Messaging:RabbitMq is missing or no AMQP address; expected e.g. 'amqp://user:password@broker:5672/'.");
    }
}
