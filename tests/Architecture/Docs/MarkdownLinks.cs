using System.Text.RegularExpressions;

namespace IntentEngine.Architecture.Docs;

/// <summary>Links from one file of the repository to another, and to headings.</summary>
internal static partial class MarkdownLinks
{
    /// <summary>Links of a page that lead nowhere.</summary>
    /// <param name="page">Path of the page.</param>
    /// <param name="text">Its text.</param>
    /// <param name="exists">Whether a path is a file or folder of the repository.</param>
    /// <param name="read">Text of another page, for its headings.</param>
    public static IEnumerable<string> Broken(string page, string text, Func<string, bool> exists, Func<string, string> read)
    {
        foreach (Match link in Links().Matches(Code().Replace(text, "")))
        {
            var target = link.Groups[1].Value;
            if (Uri.TryCreate(target, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" or "mailto") continue;
            var (path, anchor) = target.IndexOf('#') is var hash and >= 0 ? (target[..hash], target[(hash + 1)..]) : (target, "");
            var file = path.Length == 0 ? page : Path.GetRelativePath("/", Path.GetFullPath(Path.Combine("/", Path.GetDirectoryName(page)!, path)));
            if (!exists(file)) yield return $"{page}: {target} does not exist.";
            else if (anchor.Length > 0 && file.EndsWith(".md", StringComparison.Ordinal) && !Headings(path.Length == 0 ? text : read(file)).Contains(anchor))
                yield return $"{page}: {target} names a heading that is not there.";
        }
    }

    private static HashSet<string> Headings(string text) => [.. Heading().Matches(text).Select(match => Slug(match.Groups[1].Value))];

    private static string Slug(string heading) => NotInSlugs().Replace(heading.Trim().ToLowerInvariant(), "").Replace(' ', '-');

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Links();

    [GeneratedRegex("```.*?```|`[^`\n]*`", RegexOptions.Singleline)]
    private static partial Regex Code();

    [GeneratedRegex("^#+ (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NotInSlugs();
}
