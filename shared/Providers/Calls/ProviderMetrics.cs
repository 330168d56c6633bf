using System.Diagnostics.Metrics;

namespace IntentEngine.Providers.Calls;

/// <summary>What provider calls cost in number, money and time. Meter <c>IntentEngine.Providers</c>.</summary>
public sealed class ProviderMetrics
{
    /// <summary>Name of the meter, for telemetry set-up.</summary>
    public const string MeterName = "IntentEngine.Providers";

    private readonly Counter<long> calls;
    private readonly Counter<double> cost;
    private readonly Histogram<double> duration;

    /// <summary>Makes the instruments.</summary>
    public ProviderMetrics(IMeterFactory factory)
    {
        var meter = factory.Create(MeterName);
        calls = meter.CreateCounter<long>("intentengine.provider.calls", "{call}", "Calls on the wire, retries counted one by one");
        cost = meter.CreateCounter<double>("intentengine.provider.cost", "USD", "What the provider charged");
        duration = meter.CreateHistogram<double>("intentengine.provider.duration", "s", "Time to the complete answer");
    }

    /// <summary>Records one call on the wire.</summary>
    internal void Record(string provider, string operation, string outcome, decimal costUsd, TimeSpan took)
    {
        KeyValuePair<string, object?>[] tags = [new("provider", provider), new("operation", operation), new("outcome", outcome)];
        calls.Add(1, tags);
        duration.Record(took.TotalSeconds, tags);
        if (costUsd > 0) cost.Add((double)costUsd, tags);
    }
}
