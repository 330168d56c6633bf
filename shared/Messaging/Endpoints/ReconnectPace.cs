using System.Runtime.CompilerServices;
using MassTransit.Configuration;
using MassTransit.RetryPolicies;
using MassTransit.Transports;
using Microsoft.Extensions.Hosting;

namespace IntentEngine.Messaging.Endpoints;

/// <summary>Lets endpoints try every second or two to reach a broker that is away. Registered before the bus, so that it runs before the bus starts.</summary>
/// <remarks>
/// MassTransit 8.4.0 waits longer after every failure, up to 30 s, and never starts over: a process that has seen some outages takes
/// half a minute to consume again after the next, however short. There is no setting for it, only this array.
/// </remarks>
internal sealed class ReconnectPace(IBusInstance bus) : IHostedService
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (bus.HostConfiguration is { ReceiveTransportRetryPolicy: ExponentialRetryPolicy policy }) Array.Fill(Intervals(policy), Pace);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_intervals")]
    private static extern ref TimeSpan[] Intervals(ExponentialRetryPolicy policy);
}
