namespace IntentEngine.Client.Requests;

/// <summary>When a request is sent again: the connection broke, or the answer was 429, 502, 503 or 504. A time-out is not retried.</summary>
public sealed record RetrySettings
{
    /// <summary>Attempts after the first, 0 or more. Default 4; 0 never tries again.</summary>
    public int Retries { get; init; } = 4;

    /// <summary>Pause before the second attempt, doubled each time. Default 200 ms. A Retry-After of the server is used when it is longer.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Longest pause. Default 10 seconds; a server that asks for more is not asked again.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(10);
}
