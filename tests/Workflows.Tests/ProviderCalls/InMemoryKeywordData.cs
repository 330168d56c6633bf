using System.Collections.Concurrent;
using IntentEngine.Providers;
using IntentEngine.Providers.KeywordData;

namespace IntentEngine.Workflows.ProviderCalls;

/// <summary>A keyword provider that knows what a test tells it; everything else is unknown. Every call costs one cent.</summary>
internal sealed class InMemoryKeywordData : IKeywordData
{
    private readonly Dictionary<string, IReadOnlyList<Keyword>> answers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ProviderException> failures = new(StringComparer.Ordinal);

    public const decimal CallCost = 0.01m;

    public ConcurrentQueue<string> Calls { get; } = [];

    public InMemoryKeywordData Knows(string call, string about, params Keyword[] keywords)
    {
        answers[$"{call} {about}"] = keywords;
        return this;
    }

    public InMemoryKeywordData Fails(string call, string about, ProviderErrorType type)
    {
        failures[$"{call} {about}"] = new ProviderException(type, $"{call} {about} failed.") { CostUsd = 0.5m };
        return this;
    }

    public Task<Priced<IReadOnlyList<Keyword>>> RankedKeywords(string domain, int limit, CancellationToken cancel) => Answer("ranked", domain, limit);

    public Task<Priced<IReadOnlyList<Keyword>>> Related(string keyword, int limit, CancellationToken cancel) => Answer("related", keyword, limit);

    public Task<Priced<IReadOnlyList<Keyword>>> Variations(string keyword, int limit, CancellationToken cancel) => Answer("variations", keyword, limit);

    public Task<Priced<IReadOnlyList<Keyword>>> LongForm(string keyword, int limit, CancellationToken cancel) => Answer("long_form", keyword, limit);

    public Task<Priced<IReadOnlyList<Keyword>>> Questions(string keyword, int limit, CancellationToken cancel) => Answer("questions", keyword, limit);

    public Task<Priced<DomainOverview?>> DomainOverview(string domain, CancellationToken cancel)
    {
        Note("overview", domain);
        return Task.FromResult(new Priced<DomainOverview?>(new DomainOverview(1234.5, 10), CallCost));
    }

    public Task<Priced<IReadOnlyList<TopPage>>> TopPages(string domain, int limit, CancellationToken cancel)
    {
        Note("pages", domain);
        return Task.FromResult(new Priced<IReadOnlyList<TopPage>>([new TopPage($"https://{domain}/pricing", 99)], CallCost));
    }

    private async Task<Priced<IReadOnlyList<Keyword>>> Answer(string call, string about, int limit)
    {
        await Task.Yield();
        Note(call, about);
        IReadOnlyList<Keyword> known = answers.GetValueOrDefault($"{call} {about}") ?? [];
        return new Priced<IReadOnlyList<Keyword>>([.. known.Take(limit)], CallCost);
    }

    private void Note(string call, string about)
    {
        Calls.Enqueue($"{call} {about}");
        if (failures.GetValueOrDefault($"{call} {about}") is { } failure) throw failure;
    }
}
