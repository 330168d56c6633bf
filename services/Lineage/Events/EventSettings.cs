using System.ComponentModel.DataAnnotations;

namespace IntentEngine.Lineage.Events;

/// <summary>How long events are kept and how they are followed live. Section <c>Lineage:Events</c>.</summary>
public sealed record EventSettings
{
    /// <summary>How long facts stay in the log, 31 days to 100 years, by their own time; they are dropped by whole months. Null, the default: for ever.</summary>
    /// <remarks>Executions and artifacts themselves stay; a rebuild leaves those alone whose facts were dropped.</remarks>
    [Range(typeof(TimeSpan), "31.00:00:00", "36500.00:00:00")]
    public TimeSpan? Retention { get; init; }

    /// <summary>How often months to come are made and old ones dropped, 1 second to 1 day. Default 1 hour.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan Upkeep { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Live streams one organization may have open in one process, 1 to 10,000. Default 20.</summary>
    [Range(1, 10_000)]
    public int StreamsPerOrganization { get; init; } = 20;

    /// <summary>Live streams one process serves, 1 to 100,000. Default 500.</summary>
    [Range(1, 100_000)]
    public int Streams { get; init; } = 500;

    /// <summary>Longest silence on a live stream, 100 ms to 1 minute: then a comment is sent. Default 5 seconds; keep it below the gateway's <c>AnswerTimeout</c>.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How often a process with open streams asks for news, one query for all of them, 10 ms to 10 seconds. Default 200 ms.</summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "00:00:10")]
    public TimeSpan Interval { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>How long one connection lives before the client has to come again with a fresh token, 1 second to 1 day. Default 1 hour. It ends earlier when its caller's token does.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan StreamLifetime { get; init; } = TimeSpan.FromHours(1);
}
