using System.ComponentModel.DataAnnotations;
using IntentEngine.Gateway.Limits;

namespace IntentEngine.Gateway;

/// <summary>Where the services are and what callers may ask of them. Section <c>Gateway</c>.</summary>
public sealed record GatewaySettings
{
    /// <summary>Base addresses of the instances of each service. Default: one of each on ports 5101 to 5103 of this machine.</summary>
    public ServiceAddresses Services { get; init; } = new();

    /// <summary>How often each instance is asked for <c>/health/ready</c>, 100 ms to 5 minutes. Default 5 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:05:00")]
    public TimeSpan ProbeInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a service may stay silent before the caller gets 504, 100 ms to 10 minutes. Default 15 seconds: more than a service's own limit.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan AnswerTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// How long Intents may stay silent while it restores, backs up or verifies a whole graph, or while a worker waits for work, 100 ms to 1 hour.
    /// Default 5 minutes 15 seconds: more than the service's own limit for these.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan LongAnswerTimeout { get; init; } = new(0, 5, 15);

    /// <summary>How many requests an organization or an unknown address may send.</summary>
    public LimitSettings Limits { get; init; } = new();
}
