namespace IntentEngine.Gateway;

/// <summary>Base addresses (scheme, host, port) of the instances behind the gateway.</summary>
public sealed record ServiceAddresses
{
    /// <summary>Instances of Workflows; requests are spread over the healthy ones.</summary>
    public IReadOnlyList<Uri> Workflows { get; init; } = [];

    /// <summary>Instances of Intents.</summary>
    public IReadOnlyList<Uri> Intents { get; init; } = [];

    /// <summary>Instances of Lineage.</summary>
    public IReadOnlyList<Uri> Lineage { get; init; } = [];
}
