using System.Diagnostics.Metrics;
using IntentEngine.Intents.ActionQueues.Rules;

namespace IntentEngine.Intents.ActionQueues;

/// <summary>Figures of the meter <c>IntentEngine.Intents.ActionQueues</c>.</summary>
public sealed class ActionQueueMetrics
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "IntentEngine.Intents.ActionQueues";

    private readonly Counter<long> _staleTokens;
    private readonly Counter<long> _outcomes;
    private readonly Counter<long> _translated;
    private readonly Counter<long> _webhooks;
    private readonly Gauge<long> _leaks;

    /// <summary>Creates the instruments.</summary>
    public ActionQueueMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _staleTokens = meter.CreateCounter<long>("stale_tokens_total", description: "Reports whose key is not known (any more): stale, repeated or foreign");
        _outcomes = meter.CreateCounter<long>("queue_outcomes_total", description: "Enqueues that ended, by outcome");
        _translated = meter.CreateCounter<long>("rich_contexts_total", description: "Old rich contexts rewritten to owner and token");
        _webhooks = meter.CreateCounter<long>("webhook_attempts_total", description: "Attempts to tell an owner over its webhook, by result");
        _leaks = meter.CreateGauge<long>("leaked_tokens", description: "What the last look for leaks found, by kind");
    }

    internal void StaleToken() => _staleTokens.Add(1);

    internal void Translated() => _translated.Add(1);

    internal void WebhookTried(string result) => _webhooks.Add(1, new KeyValuePair<string, object?>("result", result));

    internal void Leaked(int tokensWithoutRecord, int recordsWithoutToken)
    {
        _leaks.Record(tokensWithoutRecord, new KeyValuePair<string, object?>("kind", "token_without_record"));
        _leaks.Record(recordsWithoutToken, new KeyValuePair<string, object?>("kind", "record_without_token"));
    }

    internal void Committed(IEnumerable<Effect> effects)
    {
        foreach (var ended in effects.OfType<Effect.Ended>()) _outcomes.Add(1, new KeyValuePair<string, object?>("outcome", QueueWords.Of(ended.Queue.Status)));
    }
}
