using IntentEngine.Hosting.Failures;

namespace IntentEngine.Intents.Leases;

/// <summary>How long a claim may hold without another word, over HTTP and as a message alike.</summary>
internal static class LeaseRules
{
    /// <summary>Longest lease, in seconds: a day.</summary>
    internal const int MostSeconds = 24 * 60 * 60;

    /// <summary>Notes a lease out of range. Null: a claim without an end, which is allowed where it is optional.</summary>
    public static void Check(int? seconds, Validation faults)
    {
        if (seconds is { } given) faults.RequireRange(given, "lease_seconds", 1, MostSeconds);
    }

    /// <summary>The lease as a length of time.</summary>
    public static TimeSpan? Of(int? seconds) => seconds is { } given ? TimeSpan.FromSeconds(given) : null;
}
