using System.Text;

namespace IntentEngine.Workflows.ProviderCalls;

/// <summary>Text from a model, made fit to be kept and shown in one line.</summary>
public static class ModelText
{
    /// <summary>Control and format characters become spaces, white space collapses, and what exceeds <paramref name="maxLength"/> UTF-16 units is cut.</summary>
    public static string Line(string? text, int maxLength)
    {
        var line = new StringBuilder();
        foreach (var rune in (text ?? "").EnumerateRunes())
        {
            var space = Rune.IsWhiteSpace(rune) || Rune.IsControl(rune) || Rune.GetUnicodeCategory(rune) == System.Globalization.UnicodeCategory.Format;
            if (space && (line.Length == 0 || line[^1] == ' ')) continue;
            if (line.Length + rune.Utf16SequenceLength > maxLength) break;
            line.Append(space ? " " : rune.ToString());
        }

        return line.ToString().TrimEnd();
    }

    /// <summary>Each text as a line; empty ones and repetitions (ignoring case) left out; at most <paramref name="maxCount"/>.</summary>
    public static IReadOnlyList<string> Lines(IEnumerable<string?>? texts, int maxCount, int maxLength) =>
        [.. (texts ?? []).Select(text => Line(text, maxLength)).Where(line => line.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase).Take(maxCount)];

    /// <summary>The text as an absolute http(s) address without credentials, or null.</summary>
    public static string? HttpUrl(string? text) =>
        Uri.TryCreate(text?.Trim(), UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.UserInfo.Length == 0 && uri.AbsoluteUri.Length <= 2000
            ? uri.AbsoluteUri
            : null;
}
