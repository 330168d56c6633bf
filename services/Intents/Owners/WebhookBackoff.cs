namespace IntentEngine.Intents.Owners;

/// <summary>How long to wait before a webhook is tried again. Pure.</summary>
internal static class WebhookBackoff
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>5 s, doubling to one hour; less up to a fifth that depends on the event, so that those which failed together do not come back together.</summary>
    /// <param name="attempt">The attempt that failed, from 1.</param>
    /// <param name="eventId">Of the delivery.</param>
    public static TimeSpan After(int attempt, Guid eventId)
    {
        var full = Math.Min(First.TotalSeconds * Math.Pow(2, Math.Clamp(attempt, 1, 30) - 1), Longest.TotalSeconds);
        var share = BitConverter.ToUInt32(eventId.ToByteArray(), 12) / (double)uint.MaxValue;
        return TimeSpan.FromSeconds(full * (1 - share / 5));
    }
}
