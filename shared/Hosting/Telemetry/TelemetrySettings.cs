using System.ComponentModel.DataAnnotations;

namespace IntentEngine.Hosting.Telemetry;

/// <summary>Where traces, metrics and logs go besides the console. Section <c>Telemetry</c>.</summary>
public sealed record TelemetrySettings
{
    /// <summary>OTLP (gRPC) endpoint of a collector, for example <c>http://127.0.0.1:4317</c>. Null (the default): nothing leaves the machine.</summary>
    public Uri? OtlpEndpoint { get; init; }

    /// <summary>Share of new traces that are kept, 0 to 1. Default 1. A caller's decision is followed.</summary>
    [Range(0.0, 1.0)]
    public double SampleRatio { get; init; } = 1;
}
