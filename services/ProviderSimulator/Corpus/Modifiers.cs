using System.Globalization;

namespace IntentEngine.ProviderSimulator.Corpus;

/// <summary>Turns a term into the longer phrases people search for: variations, comparisons, long forms and questions.</summary>
internal static class Modifiers
{
    private sealed record Pattern(string Kind, string Text, double Share)
    {
        public string Signature { get; } = string.Join(' ', Text.Split(' ').Where(word => !word.StartsWith('{')));
    }

    private static readonly List<Pattern> Patterns =
        [.. CsvResource.Rows("modifiers.csv").Select(row => new Pattern(row[0], row[1], double.Parse(row[2], CultureInfo.InvariantCulture)))];

    /// <summary>Phrases of these kinds about <paramref name="keyword"/>; patterns that compare use its related terms.</summary>
    public static IEnumerable<string> Apply(string keyword, IReadOnlyList<Term> related, params ReadOnlySpan<string> kinds)
    {
        var made = new List<string>();
        foreach (var pattern in Patterns)
        {
            if (!kinds.Contains(pattern.Kind)) continue;
            var compares = pattern.Text.Contains("{1}", StringComparison.Ordinal);
            foreach (var other in compares ? related.Take(2).Select(term => term.Text) : [""])
                made.Add(string.Format(CultureInfo.InvariantCulture, pattern.Text, keyword, other));
        }
        return made;
    }

    /// <summary>What part of a term's volume a phrase around it has: its pattern's share, varied by a third, or a small one for other phrases.</summary>
    public static double Share(string keyword, Term term)
    {
        var rest = (" " + keyword + " ").Replace(" " + term.Text + " ", " ", StringComparison.Ordinal).Trim();
        var share = Patterns.Where(pattern => rest.StartsWith(pattern.Signature, StringComparison.Ordinal)).MaxBy(pattern => pattern.Signature.Length)?.Share ?? 0.02;
        return share * (0.67 + (0.66 * StableHash.Unit(keyword)));
    }
}
