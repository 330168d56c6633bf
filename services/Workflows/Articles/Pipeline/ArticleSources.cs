using IntentEngine.Providers.LanguageModel;
using IntentEngine.Workflows.ProviderCalls;

namespace IntentEngine.Workflows.Articles.Pipeline;

/// <summary>Which pages are named as sources.</summary>
public static class ArticleSources
{
    /// <summary>Most sources of one article.</summary>
    public const int Most = 20;

    /// <summary>Pages that a search returned, those with facts in the article first; each address once, http(s) only. A page without a title goes by its host.</summary>
    public static IReadOnlyList<ArticleSource> Of(SearchAnalysis search, Research research)
    {
        var cited = research.Findings.SelectMany(finding => finding.Facts).Select(fact => fact.SourceUrl).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return [.. research.Citations.Concat(search.Citations)
            .Select(Source)
            .OfType<ArticleSource>()
            .DistinctBy(source => source.Url)
            .OrderByDescending(source => cited.Contains(source.Url))
            .Take(Most)];
    }

    private static ArticleSource? Source(Citation citation) => ModelText.HttpUrl(citation.Url) is { } url
        ? new ArticleSource(ModelText.Line(citation.Title, 200) is { Length: > 0 } title ? title : new Uri(url).Host, url)
        : null;
}
