using System.Diagnostics.Metrics;

namespace IntentEngine.Messaging;

/// <summary>Figures of the meter <c>IntentEngine.Messaging</c>.</summary>
public sealed class MessagingMetrics
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "IntentEngine.Messaging";

    private readonly Counter<long> _published;
    private readonly Counter<long> _swept;
    private readonly Counter<long> _publishFailures;
    private readonly Counter<long> _duplicates;
    private readonly Counter<long> _conflicts;
    private readonly Counter<long> _parked;

    /// <summary>Creates the instruments.</summary>
    public MessagingMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _published = meter.CreateCounter<long>("messages_published_total", description: "Messages confirmed by the broker");
        _swept = meter.CreateCounter<long>("outbox_swept_total", description: "Messages and timers the sweeper sent");
        _publishFailures = meter.CreateCounter<long>("publish_failures_total", description: "Sends that were not confirmed; the sweeper owns their rows");
        _duplicates = meter.CreateCounter<long>("duplicates_total", description: "Deliveries that had been consumed before");
        _conflicts = meter.CreateCounter<long>("saga_conflicts_total", description: "Lost version races, tried again");
        _parked = meter.CreateCounter<long>("messages_parked_total", description: "Poison messages put aside");
    }

    internal void Published(int messages = 1) => _published.Add(messages);

    internal void Swept(int count) => _swept.Add(count);

    internal void PublishFailed(int messages = 1) => _publishFailures.Add(messages);

    internal void Duplicate() => _duplicates.Add(1);

    internal void Conflict() => _conflicts.Add(1);

    internal void Parked(string endpoint) => _parked.Add(1, new KeyValuePair<string, object?>("endpoint", endpoint));
}
