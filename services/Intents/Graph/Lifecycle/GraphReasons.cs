using System.Text;

namespace IntentEngine.Intents.Graph.Lifecycle;

/// <summary>Texts for people that say why an intent changed.</summary>
internal static class GraphReasons
{
    /// <summary>Longest reason a caller may give, in characters.</summary>
    internal const int Longest = 2000;

    /// <summary>The operation's own words, then the caller's: <c>Intent suspended: waiting for the budget</c>.</summary>
    public static string Of(string prefix, string? reason) => string.IsNullOrWhiteSpace(reason) ? prefix : $"{prefix}: {Clean(reason)}";

    // NUL cannot be stored.
    private static string Clean(string reason)
    {
        var clean = new StringBuilder(reason.Trim()).Replace("\0", "");
        return clean.Length <= Longest ? clean.ToString() : clean.ToString(0, Longest - 1) + "…";
    }
}
