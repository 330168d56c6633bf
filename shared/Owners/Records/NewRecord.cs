using System.Text.Json;

namespace IntentEngine.Owners.Records;

/// <summary>Makes records as every store keeps them.</summary>
internal static class NewRecord
{
    private const int LongestSubject = 200;

    public static ExecutionRecord Of(string subject, JsonElement payload, int attempt, TimeSpan? timeToLive, DateTimeOffset now)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(subject);
        if (subject.Length > LongestSubject) throw new ArgumentException($"Expected a subject of at most {LongestSubject} characters; came {subject.Length}.", nameof(subject));
        if (timeToLive is { } time) ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(time, TimeSpan.Zero, nameof(timeToLive));
        if (payload.ValueKind == JsonValueKind.Undefined) throw new ArgumentException("Expected JSON, {} if there is nothing to remember; came nothing.", nameof(payload));
        return new ExecutionRecord { Token = CompletionToken.Create(), Subject = subject, Payload = payload.Clone(), Attempt = attempt, CreatedAt = Whole(now), ExpiresAt = Whole(now + timeToLive) };
    }

    /// <summary>An instant as PostgreSQL keeps it, in microseconds.</summary>
    private static DateTimeOffset Whole(DateTimeOffset time) => new(time.UtcTicks - time.UtcTicks % TimeSpan.TicksPerMicrosecond, TimeSpan.Zero);

    private static DateTimeOffset? Whole(DateTimeOffset? time) => time is { } value ? Whole(value) : null;
}
