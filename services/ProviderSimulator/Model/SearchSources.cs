using IntentEngine.ProviderSimulator.Corpus;

namespace IntentEngine.ProviderSimulator.Model;

/// <summary>A page that a simulated search finds.</summary>
internal sealed record Source(string Title, string Url, string Snippet);

/// <summary>Finds pages in the corpus about what a prompt speaks of.</summary>
internal sealed class SearchSources(Terms terms)
{
    private const int MaxSources = 5;

    /// <summary>Up to five pages, those first whose topics the text names most exactly. Same text, same pages.</summary>
    public List<Source> For(string text)
    {
        var words = text.ToLowerInvariant().Split([' ', '\n', '\t', ',', '.', ':', ';', '"', '\'', '(', ')', '{', '}', '[', ']', '?', '!', '/'], StringSplitOptions.RemoveEmptyEntries).Where(word => word.Length > 2).ToHashSet();
        return
        [
            .. words.SelectMany(terms.WithWord).Distinct()
                .SelectMany(term => term.Related.Append(term).Select(page => (Page: page, Score: Score(term, words) + (page == term ? 1 : 0))))
                .Where(found => found.Page.Url is not null && found.Score > 0)
                .GroupBy(found => found.Page)
                .OrderByDescending(group => group.Max(found => found.Score)).ThenBy(group => group.Key.Text, StringComparer.Ordinal)
                .Take(MaxSources)
                .Select(group => Page(group.Key)),
        ];
    }

    /// <summary>All words of a longer term count most; a term that is named only in part counts nothing.</summary>
    private static double Score(Term term, HashSet<string> words) => term.Words.All(words.Contains) ? term.Words.Length * 2 : 0;

    private static Source Page(Term term) => new(
        term.DisplayName ?? term.Text,
        term.Url!,
        term.Related.Count == 0 ? $"A page about {term.Text}." : $"A page about {term.Text}; related: {string.Join(", ", term.Related.Take(4).Select(other => other.Text))}.");
}
