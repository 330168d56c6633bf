namespace IntentEngine.Intents.Lifecycle;

/// <summary>Texts for people that say why work failed or was cancelled.</summary>
internal static class Reasons
{
    /// <summary>Longest reason, in characters (contract of FailIntent).</summary>
    internal const int Longest = 2000;

    /// <summary>Why an intent was cancelled that nobody claimed in time.</summary>
    internal const string Expired = "expired";

    /// <summary>The reason as it can be stored: at most <see cref="Longest"/> characters, none of them NUL.</summary>
    public static string Shorten(string reason)
    {
        var clean = reason.Replace("\0", "", StringComparison.Ordinal);
        return clean.Length <= Longest ? clean : string.Concat(clean.AsSpan(0, Longest - 1), "…");
    }
}
