using System.Text;

namespace IntentEngine.Messaging.Parking;

/// <summary>Text from outside in a form PostgreSQL can keep: no NUL, no half of a surrogate pair, not too long.</summary>
internal static class StorableText
{
    /// <summary>The text with what cannot be kept replaced by U+FFFD, cut to <paramref name="most"/> characters.</summary>
    public static string Of(string text, int most)
    {
        var cut = TruncatedException.Cut(text, most);
        var kept = new StringBuilder(cut.Length);
        foreach (var rune in cut.EnumerateRunes()) kept.Append(rune.Value == 0 ? Rune.ReplacementChar : rune);
        return kept.ToString();
    }
}
