namespace IntentEngine.Lineage.Reflection;

/// <summary>The time looked at: from <paramref name="Since"/> on, before <paramref name="Until"/> (UTC).</summary>
public sealed record ReflectionWindow(DateTimeOffset Since, DateTimeOffset Until)
{
    /// <summary>What a window is when nothing is asked (specification: semantics §3.3).</summary>
    public static readonly TimeSpan Default = TimeSpan.FromDays(7);

    /// <summary>Longest window.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    /// <summary>What durations are measured against: the four windows before.</summary>
    internal DateTimeOffset BaselineSince => Since - 4 * (Until - Since);
}
