using IntentEngine.ProviderSimulator.Corpus;

namespace IntentEngine.ProviderSimulator.Keywords;

/// <summary>Keywords around a keyword, by the rules of the real functions: related, ideas, suggestions.</summary>
internal sealed class KeywordExpansion(Terms terms)
{
    private const int Breadth = 8;

    /// <summary>The keyword's level 0, what the sources relate to it and comparisons with that (level 1), and so on.</summary>
    public List<(KeywordRow Row, int Depth, List<string> Related)> Related(string seed, int depth)
    {
        var found = new List<(KeywordRow, int, List<string>)>();
        var seen = new HashSet<string>(StringComparer.Ordinal) { seed };
        var level = new List<string> { seed };
        for (var at = 0; at <= depth && level.Count > 0; at++)
        {
            var next = new List<string>();
            foreach (var keyword in level)
            {
                if (Row(keyword) is not { } row) continue;
                var neighbours = Neighbours(keyword).ToList();
                found.Add((row, at, neighbours));
                next.AddRange(neighbours.Where(seen.Add));
            }
            level = next;
        }
        return found;
    }

    /// <summary>Close variants: other names, phrases that contain the keyword, and short modifications.</summary>
    public List<KeywordRow> Variants(string seed) => Rows(seed,
        Names(seed).Concat(terms.Containing(seed.Split(' ')).Select(term => term.Text)).Concat(Modifiers.Apply(seed, NeighbourTerms(seed), "variation")));

    /// <summary>Phrases of the same field: they share a word with the keyword or belong to the same domains.</summary>
    public List<KeywordRow> Ideas(string seed) => Rows(seed,
        seed.Split(' ').Where(word => word.Length > 2).SelectMany(terms.WithWord).Concat(NeighbourTerms(seed)).Where(term => term.IsPhrase).Select(term => term.Text));

    /// <summary>Phrases that contain all the keyword's words: real ones from the sources and derived ones.</summary>
    public List<KeywordRow> Suggestions(string seed) => Rows(seed,
        terms.Containing(seed.Split(' ')).Select(term => term.Text).Concat(Modifiers.Apply(seed, NeighbourTerms(seed), "variation", "comparison", "long_form", "question")));

    private IEnumerable<string> Neighbours(string keyword)
    {
        var related = NeighbourTerms(keyword);
        return Modifiers.Apply(keyword, related, "comparison").Take(3).Concat(related.Select(term => term.Text)).Take(Breadth);
    }

    private List<Term> NeighbourTerms(string keyword) => terms.Inside(keyword) is { } term
        ? [.. term.Related.Where(other => other.IsPhrase && !keyword.Contains(other.Text, StringComparison.Ordinal)).OrderByDescending(other => other.Mentions).ThenBy(other => other.Text, StringComparer.Ordinal).Take(Breadth)]
        : [];

    private IEnumerable<string> Names(string seed) =>
        terms.Find(seed)?.Related.Where(other => other.IsPhrase && other.Words.Intersect(seed.Split(' ')).Any()).Select(other => other.Text) ?? [];

    private List<KeywordRow> Rows(string seed, IEnumerable<string> keywords) =>
    [
        .. keywords.Where(keyword => keyword != seed).Distinct().Select(Row).OfType<KeywordRow>()
            .OrderByDescending(row => row.Figures.Volume).ThenBy(row => row.Keyword, StringComparer.Ordinal),
    ];

    private KeywordRow? Row(string keyword) => DerivedFigures.Of(keyword, terms) is { } figures ? new(keyword, figures) : null;
}
