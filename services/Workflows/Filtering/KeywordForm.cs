using System.Globalization;
using System.Text;

namespace IntentEngine.Workflows.Filtering;

/// <summary>The two ways keywords are compared as text.</summary>
public static class KeywordForm
{
    /// <summary>Identity of a keyword: trimmed and lower case (seed 004, longtail de-duplication).</summary>
    public static string Key(string text) => text.Trim().ToLowerInvariant();

    /// <summary>
    /// The form in which likeness is judged: lower case, <c>_</c> and <c>-</c> as spaces, other punctuation and symbols dropped,
    /// runs of white space as one space, none at the ends. Letters, digits and combining marks of every script stay.
    /// </summary>
    public static string Normalize(string text)
    {
        var normalized = new StringBuilder(text.Length);
        var gap = false;
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is '_' or '-' || Rune.IsWhiteSpace(rune))
            {
                gap = true;
            }
            else if (Rune.IsLetterOrDigit(rune) || IsMark(rune))
            {
                if (gap && normalized.Length > 0) normalized.Append(' ');
                gap = false;
                normalized.Append(Rune.ToLowerInvariant(rune));
            }
        }

        return normalized.ToString();
    }

    // Vowel signs of Indic scripts and the like: dropping them would change the word.
    private static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
