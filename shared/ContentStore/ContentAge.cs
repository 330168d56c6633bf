namespace IntentEngine.ContentStore;

/// <summary>How old contents may be before they are renewed or removed. The time between is what a writer has to name what it wrote.</summary>
public static class ContentAge
{
    /// <summary>A content that is older than this is renewed when it is written or kept again: 6 hours.</summary>
    public static readonly TimeSpan Renewed = TimeSpan.FromHours(6);

    /// <summary>A content that is younger than this is never removed: one day.</summary>
    public static readonly TimeSpan Least = TimeSpan.FromDays(1);

    internal static void ThrowIfTooShort(TimeSpan unused) => ArgumentOutOfRangeException.ThrowIfLessThan(unused, Least);
}
