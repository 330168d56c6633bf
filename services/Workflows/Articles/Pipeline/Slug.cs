using System.Text;

namespace IntentEngine.Workflows.Articles.Pipeline;

/// <summary>A title as the last part of an address.</summary>
public static class Slug
{
    private const int MaxLength = 80;

    /// <summary>Lower-case ASCII letters and digits of the title, runs of anything else as one dash, cut at a word; <paramref name="otherwise"/> when nothing is left.</summary>
    public static string Of(string title, string otherwise)
    {
        var slug = new StringBuilder();
        foreach (var letter in title.Replace("'", "", StringComparison.Ordinal).Replace("’", "", StringComparison.Ordinal))
        {
            if (char.IsAsciiLetterOrDigit(letter)) slug.Append(char.ToLowerInvariant(letter));
            else if (slug.Length > 0 && slug[^1] != '-') slug.Append('-');
        }

        var whole = slug.ToString().Trim('-');
        if (whole.Length == 0) return otherwise;
        if (whole.Length <= MaxLength) return whole;
        var lastDash = whole.LastIndexOf('-', MaxLength);
        return lastDash > 0 ? whole[..lastDash] : whole[..MaxLength];
    }
}
