using System.Text;

namespace IntentEngine.Providers.KeywordData;

/// <summary>Makes keywords that DataForSEO accepts: it refuses others as a whole with 40501 (docs/providers/dataforseo.md).</summary>
public static class KeywordText
{
    /// <summary>Most characters of a keyword.</summary>
    public const int MaxLength = 80;

    /// <summary>Most words of a keyword.</summary>
    public const int MaxWords = 10;

    /// <summary>Signs that occur inside words: c++, c#, .net, o'reilly, e-mail, r&amp;d.</summary>
    private const string AllowedSigns = "-'.&+#";

    /// <summary>Lower case, other signs as blanks, single blanks, at most <see cref="MaxWords"/> words and <see cref="MaxLength"/> characters (cut between words).</summary>
    /// <exception cref="ProviderException">Nothing is left (<see cref="ProviderErrorType.ClientError"/>).</exception>
    public static string Sanitize(string text)
    {
        var words = string.Concat(text.EnumerateRunes().Select(Allowed))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Where(word => word.Any(char.IsLetterOrDigit))
            .Take(MaxWords);
        var keyword = new StringBuilder();
        foreach (var word in words)
        {
            if (keyword.Length + word.Length + 1 > MaxLength + (keyword.Length == 0 ? 1 : 0)) break;
            if (keyword.Length > 0) keyword.Append(' ');
            keyword.Append(word);
        }
        return keyword.Length > 0
            ? keyword.ToString()
            : throw new ProviderException(ProviderErrorType.ClientError, $"'{Calls.HttpFailure.Shorten(text)}' is no keyword: expected 1 to {MaxWords} words of letters or digits, at most {MaxLength} characters.");
    }

    private static string Allowed(Rune rune) =>
        Rune.IsLetterOrDigit(rune) || IsMark(rune) || (rune.IsAscii && AllowedSigns.Contains((char)rune.Value)) ? Rune.ToLowerInvariant(rune).ToString() : " ";

    /// <summary>Vowel signs of many scripts are marks, not letters.</summary>
    private static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune)
        is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark;
}
