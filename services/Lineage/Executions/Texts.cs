namespace IntentEngine.Lineage.Executions;

/// <summary>Texts of a query string.</summary>
internal static class Texts
{
    /// <summary>Values given repeatedly or with commas, each once.</summary>
    public static string[] Split(string[] values) => [.. values.SelectMany(value => value.Split(',', StringSplitOptions.TrimEntries)).Distinct(StringComparer.Ordinal)];

    /// <summary>At most 50 characters, to be told back.</summary>
    public static string Shorten(string text) => text.Length <= 50 ? text : text[..50] + "…";
}
