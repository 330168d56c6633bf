using System.Diagnostics.Metrics;
using IntentEngine.Owners.Records;
using Microsoft.Extensions.Logging;

namespace IntentEngine.Owners.Observing;

/// <summary>Counts and warns of tokens that find no record: stale, repeated or foreign. They are no-ops (seed 003 §7), but many of them are a leak.</summary>
public sealed partial class StaleTokens
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "IntentEngine.Owners";

    private readonly Counter<long> _stale;
    private readonly ILogger _logger;

    /// <summary>Creates the counter <c>stale_tokens_total</c>.</summary>
    public StaleTokens(IMeterFactory meters, ILogger<StaleTokens> logger)
    {
        _stale = meters.Create(MeterName).CreateCounter<long>("stale_tokens_total", description: "Completions whose token finds no record");
        _logger = logger;
    }

    /// <summary>The same records, observed.</summary>
    /// <param name="records">An owner's records.</param>
    /// <param name="owner">Its name, for metric and log.</param>
    public IExecutionRecords Observe(IExecutionRecords records, string owner) => new ObservedExecutionRecords(records, token =>
    {
        _stale.Add(1, new KeyValuePair<string, object?>("owner", owner));
        LogStale(_logger, owner, CompletionToken.ForLogs(token));
    });

    [LoggerMessage(1201, LogLevel.Warning, "A completion for {Owner} carries token {Token}, which finds no record; ignored")]
    private static partial void LogStale(ILogger logger, string owner, string token);
}
