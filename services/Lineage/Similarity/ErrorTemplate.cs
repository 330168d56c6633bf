using System.Text.RegularExpressions;

namespace IntentEngine.Lineage.Similarity;

/// <summary>What an error message says once everything that differs from one occurrence to the next is taken out.</summary>
/// <remarks>
/// Lower case, single spaces, and a placeholder for every time, id, address, path, quotation, hexadecimal and number. Pure, and a fixed point:
/// the template of a template is itself. A change of these rules changes fingerprints, so it needs a new <see cref="ErrorFingerprint.Version"/>.
/// </remarks>
public static partial class ErrorTemplate
{
    /// <summary>Longest template, in characters; longer ones end at a word.</summary>
    public const int Longest = 1000;

    /// <summary>How much of a message is looked at, in characters: causes stand at the beginning, stack traces follow.</summary>
    internal const int LongestMessage = 4000;

    /// <summary>The template of a message. Empty: there is none, or it is blank.</summary>
    public static string Of(string? message)
    {
        if (string.IsNullOrWhiteSpace(message)) return "";
        var template = message.Length > LongestMessage ? message[..(char.IsHighSurrogate(message[LongestMessage - 1]) ? LongestMessage - 1 : LongestMessage)] : message;
        // A replacement may complete another pattern. Each one uses up characters that are no placeholder, so this ends.
        for (string before = ""; before != template;)
        {
            before = template;
            template = Shorten(Lists().Replace(Replace(Blanks().Replace(template.ToLowerInvariant(), " ").Trim()), "$1"));
        }

        return template;
    }

    private static string Replace(string text) => Variable().Replace(text, static match =>
    {
        foreach (var kind in Kinds)
            if (match.Groups[kind].Success)
                return $"<{kind}>";
        // A placeholder stays as it is.
        return match.Value;
    });

    private static string Shorten(string template)
    {
        if (template.Length <= Longest) return template;
        var end = template.LastIndexOf(' ', Longest);
        return end > 0 ? template[..end].TrimEnd() : "<blob>";
    }

    private static readonly string[] Kinds = ["blob", "time", "uuid", "url", "email", "text", "path", "ip", "hex", "id", "num"];

    // The first alternative that matches at a place wins: what is specific stands before what is general.
    [GeneratedRegex("""
        <(?:blob|time|uuid|url|email|text|path|ip|hex|id|num)>
        | (?<blob>[^\s<>]{121,})
        | (?<time>\d{4}-\d{2}-\d{2}(?:[t\ ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:z|[+-]\d{2}:?\d{2})?)? | \b\d{1,2}:\d{2}:\d{2}(?:[.,]\d+)?)
        | (?<uuid>\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b)
        | (?<url>\b[a-z][a-z0-9+.-]*://[^\s"'`<>)\]}]+)
        | (?<email>\b[a-z0-9._%+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+)
        | (?<text>"[^"]*" | (?<!\w)'[^']*'(?!\w) | `[^`]*`)
        | (?<path>\b[a-z]:\\[^\s"'`<>|]+ | (?<![\w/\\.])(?:~|\.{1,2})?/[\w.@~+-]+(?:/[\w.@~+-]+)*/? | \b[\w.@~+-]+(?:[/\\][\w.@~+-]+){2,} | \b[\w.@~+-]+[/\\][\w@~+-]+\.[a-z]\w{0,7}\b)
        | (?<ip>\b\d{1,3}(?:\.\d{1,3}){3}\b(?::\d+)?)
        | (?<hex>\b0x[0-9a-f]+\b | \b(?=[a-f]*\d)(?=\d*[a-f])[0-9a-f]{8,}\b)
        | (?<id>\b(?=[a-z_]*\d+[a-z_]+\d)\w{6,}\b)
        | (?<num>\d+(?:[.,]\d+)*)
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex Variable();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Blanks();

    /// <summary>How many things a list has is as variable as the things.</summary>
    [GeneratedRegex(@"(<[a-z]+>)(?:[,;]? ?\1)+", RegexOptions.CultureInvariant)]
    private static partial Regex Lists();
}
