using IntentEngine.Messaging.Database;
using Microsoft.Extensions.DependencyInjection;

namespace IntentEngine.Messaging.Hosts;

/// <summary>How a test's process differs from the usual one.</summary>
public sealed record HostSetup
{
    public required DatabaseOptions Database { get; init; }

    /// <summary>AMQP address; null: in-memory.</summary>
    public Uri? Broker { get; init; }

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Whether the sweeper runs by itself.</summary>
    public bool Sweeps { get; init; } = true;

    /// <summary>Whether the usual two endpoints are there.</summary>
    public bool HasEndpoints { get; init; } = true;

    public Action<IServiceCollection> Services { get; init; } = _ => { };
}
