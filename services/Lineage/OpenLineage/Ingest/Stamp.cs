using System.Globalization;
using IntentEngine.Lineage.OpenLineage.Wire;

namespace IntentEngine.Lineage.OpenLineage.Ingest;

/// <summary>Orders events: by the time they tell, then by their hash. Compared character by character.</summary>
internal static class Stamp
{
    public static string Of(LineageEvent told) =>
        $"{told.Time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.ffffff", CultureInfo.InvariantCulture)}|{Convert.ToHexStringLower(told.Hash.AsSpan(0, 16))}";

    /// <summary>Whether what has the first stamp replaces what has the second. An event replaces its own.</summary>
    public static bool Replaces(string stamp, string? known) => known is null || string.CompareOrdinal(stamp, known) >= 0;
}
