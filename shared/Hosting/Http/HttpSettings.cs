using System.ComponentModel.DataAnnotations;

namespace IntentEngine.Hosting.Http;

/// <summary>Limits of what is accepted over HTTP. Section <c>Http</c>.</summary>
public sealed record HttpSettings
{
    /// <summary>Largest request body, in bytes, 1 KiB to 16 MiB. Default 256 KiB. A route may ask for more with its own metadata.</summary>
    [Range(1024, 16 * 1024 * 1024)]
    public long MaximumBodyBytes { get; init; } = 256 * 1024;

    /// <summary>Longest time a request may take before it is cut off with 504, 100 ms to 10 minutes. Default 10 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Addresses or networks (<c>10.0.0.5</c>, <c>10.0.0.0/8</c>) whose <c>X-Forwarded-For</c> is believed: the gateway's. Default none.
    /// </summary>
    public IReadOnlyList<string> KnownProxies { get; init; } = [];
}
