using System.Text.RegularExpressions;

namespace IntentEngine.Architecture.Docs;

/// <summary>What the pages tell people to type after <c>./dev</c>.</summary>
internal static partial class DevCommands
{
    /// <summary>The script's verbs, from its own list.</summary>
    public static IReadOnlyList<string> Verbs(string script) => VerbList().Match(script).Groups[1].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Mentions of verbs the script does not have, and of options its help does not name.</summary>
    public static IEnumerable<string> Unknown(string page, string text, string script)
    {
        var verbs = Verbs(script);
        foreach (Match mention in Mentions().Matches(text))
        {
            var verb = mention.Groups[1].Value;
            if (!verbs.Contains(verb)) yield return $"{page}: ./dev has no verb '{verb}'; it has {string.Join(", ", verbs)}.";
            foreach (Match option in Options().Matches(mention.Groups[2].Value))
                if (!script.Contains(option.Value, StringComparison.Ordinal)) yield return $"{page}: ./dev {verb} has no option {option.Value}.";
        }
    }

    [GeneratedRegex("^verbs=\"([^\"]+)\"", RegexOptions.Multiline)]
    private static partial Regex VerbList();

    [GeneratedRegex(@"\./dev ([a-z]+)([^\n`|;)]*)")]
    private static partial Regex Mentions();

    [GeneratedRegex(@"(?<= )--[a-z-]+")]
    private static partial Regex Options();
}
