namespace IntentEngine.Providers.KeywordData;

/// <summary>Keyword and domain figures of a search-data provider (DataForSEO Labs v3).</summary>
/// <remarks>
/// Every call throws <see cref="ProviderException"/> on failure and answers an empty list when the provider knows nothing.
/// The default market is the United States (location 2840) in English; it is part of the provider's options.
/// </remarks>
public interface IKeywordData
{
    /// <summary>Keywords a domain ranks for, most searched first (<c>ranked_keywords</c>).</summary>
    Task<Priced<IReadOnlyList<Keyword>>> RankedKeywords(string domain, int limit, CancellationToken cancel);

    /// <summary>Estimated organic traffic of a domain (<c>domain_rank_overview</c>). Null value: unknown domain.</summary>
    Task<Priced<DomainOverview?>> DomainOverview(string domain, CancellationToken cancel);

    /// <summary>Pages of a domain with most organic traffic (<c>relevant_pages</c>).</summary>
    Task<Priced<IReadOnlyList<TopPage>>> TopPages(string domain, int limit, CancellationToken cancel);

    /// <summary>"Searches related to" a keyword (<c>related_keywords</c>, depth 2); the keyword itself is left out.</summary>
    Task<Priced<IReadOnlyList<Keyword>>> Related(string keyword, int limit, CancellationToken cancel);

    /// <summary>Close variations (<c>keyword_ideas</c> with <c>closely_variants</c>).</summary>
    Task<Priced<IReadOnlyList<Keyword>>> Variations(string keyword, int limit, CancellationToken cancel);

    /// <summary>Suggestions of four or more words (<c>keyword_suggestions</c> with a word-count filter).</summary>
    Task<Priced<IReadOnlyList<Keyword>>> LongForm(string keyword, int limit, CancellationToken cancel);

    /// <summary>Suggestions that are questions (<c>keyword_suggestions</c> with a question filter).</summary>
    Task<Priced<IReadOnlyList<Keyword>>> Questions(string keyword, int limit, CancellationToken cancel);
}
