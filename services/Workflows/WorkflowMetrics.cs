using System.Diagnostics.Metrics;

namespace IntentEngine.Workflows;

/// <summary>Figures of the meter <c>IntentEngine.Workflows</c>.</summary>
public sealed class WorkflowMetrics
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "IntentEngine.Workflows";

    private readonly Histogram<double> _steps;
    private readonly Counter<long> _staleTokens;
    private readonly Counter<long> _staleRuns;
    private readonly Counter<long> _gateRefusals;
    private readonly Counter<long> _redriven;

    /// <summary>Creates the instruments.</summary>
    public WorkflowMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _steps = meter.CreateHistogram<double>("step_duration_seconds", "s", "How long handlers ran, by handler and outcome");
        _staleTokens = meter.CreateCounter<long>("stale_tokens_total", description: "Completions whose token is not known (any more)");
        _staleRuns = meter.CreateCounter<long>("stale_runs_total", description: "Step messages that came for an attempt that is over");
        _gateRefusals = meter.CreateCounter<long>("gate_refusals_total", description: "Requests that a gate refused");
        _redriven = meter.CreateCounter<long>("redriven_total", description: "Stuck pieces of work sent again from the database");
    }

    internal void StepRan(string handler, string outcome, TimeSpan duration) =>
        _steps.Record(duration.TotalSeconds, new KeyValuePair<string, object?>("handler", handler), new KeyValuePair<string, object?>("outcome", outcome));

    internal void StaleToken() => _staleTokens.Add(1);

    internal void StaleRun() => _staleRuns.Add(1);

    internal void GateRefused(string gate) => _gateRefusals.Add(1, new KeyValuePair<string, object?>("gate", gate));

    internal void Redriven(int count) => _redriven.Add(count);
}
