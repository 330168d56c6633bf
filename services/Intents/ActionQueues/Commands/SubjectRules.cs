using IntentEngine.Hosting.Failures;

namespace IntentEngine.Intents.ActionQueues.Commands;

/// <summary>What the name of a subject, a worker and a lease may be.</summary>
internal static class SubjectRules
{
    internal const int LongestSubject = 200;
    internal const int LongestLease = 3600;
    internal const int DefaultLease = 60;

    // They are parts of addresses of their own.
    private static readonly string[] Reserved = ["claim", "leaks"];

    /// <summary>Notes the faults of a subject's name.</summary>
    public static void Check(string? subject, Validation faults)
    {
        if (!faults.RequireText(subject, "subject", LongestSubject)) return;
        faults.Require(!Reserved.Contains(subject), "subject", $"expected another name than {string.Join(" and ", Reserved)}, which are addresses of the engine.");
        faults.Require(!subject!.Any(char.IsControl) && !subject!.Contains('/', StringComparison.Ordinal), "subject", "expected a name without control characters and '/'.");
    }

    /// <summary>Notes the faults of a claim.</summary>
    public static void CheckClaim(string? worker, int? leaseSeconds, Validation faults)
    {
        faults.RequireText(worker, "worker", 100);
        CheckLease(leaseSeconds, faults);
    }

    /// <summary>Notes the faults of a lease.</summary>
    public static void CheckLease(int? leaseSeconds, Validation faults)
    {
        if (leaseSeconds is { } seconds) faults.RequireRange(seconds, "lease_seconds", 1, LongestLease);
    }

    /// <summary>How long a claim holds.</summary>
    public static TimeSpan Lease(int? leaseSeconds) => TimeSpan.FromSeconds(leaseSeconds ?? DefaultLease);
}
