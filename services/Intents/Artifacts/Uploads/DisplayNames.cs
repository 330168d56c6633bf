using System.Globalization;
using System.Text;

namespace IntentEngine.Intents.Artifacts.Uploads;

/// <summary>Names of files as people see them. They are shown and never lead to a file.</summary>
internal static class DisplayNames
{
    /// <summary>Longest name, in characters.</summary>
    internal const int Longest = 255;

    /// <summary>The last part of a path, without characters that hide, break lines or turn the direction of writing. Null: nothing is left.</summary>
    public static string? Of(string? sent)
    {
        if (sent is null) return null;
        var kept = new StringBuilder();
        foreach (var rune in sent[(sent.LastIndexOfAny(['/', '\\']) + 1)..].EnumerateRunes())
            if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
                && rune != Rune.ReplacementChar && kept.Length + rune.Utf16SequenceLength <= Longest)
                kept.Append(rune);
        return kept.ToString().Trim() is { Length: > 0 } name and not ("." or "..") ? name : null;
    }
}
