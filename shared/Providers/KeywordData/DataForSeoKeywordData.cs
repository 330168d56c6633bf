using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using IntentEngine.Providers.Calls;
using IntentEngine.Providers.Outbound;

namespace IntentEngine.Providers.KeywordData;

/// <summary>DataForSEO Labs v3, live endpoints. One task per call: live endpoints refuse more.</summary>
internal sealed class DataForSeoKeywordData(ProviderCaller caller, KeywordDataOptions options, TimeProvider clock) : IKeywordData, IDisposable
{
    /// <summary>The provider's name in metrics and log.</summary>
    public const string Provider = "dataforseo";

    // Both patterns match the whole keyword, so that it does not matter whether the provider anchors them.
    private const string FourOrMoreWords = "([^ ]+ ){3,}[^ ]+";
    private const string Question = "(how|what|why|when|where|who|which|can|does|do|is|are|should|will) .*";
    private const int MaxLimit = 1000;

    public Task<Priced<IReadOnlyList<Keyword>>> RankedKeywords(string domain, int limit, CancellationToken cancel) =>
        Keywords("ranked_keywords", limit, cancel, ("target", Target(domain)), ("item_types", new JsonArray("organic")),
            ("order_by", new JsonArray("keyword_data.keyword_info.search_volume,desc")));

    public async Task<Priced<DomainOverview?>> DomainOverview(string domain, CancellationToken cancel)
    {
        var items = await Call("domain_rank_overview", 1, cancel, ("target", Target(domain)));
        return new(items.Value.Select(DataForSeoItems.Overview).FirstOrDefault(found => found is not null), items.CostUsd);
    }

    public async Task<Priced<IReadOnlyList<TopPage>>> TopPages(string domain, int limit, CancellationToken cancel)
    {
        var items = await Call("relevant_pages", limit, cancel, ("target", Target(domain)), ("item_types", new JsonArray("organic")),
            ("order_by", new JsonArray("metrics.organic.etv,desc")));
        return new([.. items.Value.Select(DataForSeoItems.Page).OfType<TopPage>()], items.CostUsd);
    }

    public async Task<Priced<IReadOnlyList<Keyword>>> Related(string keyword, int limit, CancellationToken cancel)
    {
        var seed = KeywordText.Sanitize(keyword);
        // The answer may start with the seed itself (depth 0), so one more is asked for.
        var found = await Keywords("related_keywords", Math.Min(limit, MaxLimit - 1) + 1, cancel, ("keyword", seed), ("depth", 2));
        return found with { Value = [.. found.Value.Where(k => k.Text != seed).Take(limit)] };
    }

    public Task<Priced<IReadOnlyList<Keyword>>> Variations(string keyword, int limit, CancellationToken cancel) =>
        Keywords("keyword_ideas", limit, cancel, ("keywords", new JsonArray(KeywordText.Sanitize(keyword))), ("closely_variants", true),
            ("order_by", new JsonArray("keyword_info.search_volume,desc")));

    public Task<Priced<IReadOnlyList<Keyword>>> LongForm(string keyword, int limit, CancellationToken cancel) => Suggestions(keyword, FourOrMoreWords, limit, cancel);

    public Task<Priced<IReadOnlyList<Keyword>>> Questions(string keyword, int limit, CancellationToken cancel) => Suggestions(keyword, Question, limit, cancel);

    public void Dispose() => caller.Dispose();

    private Task<Priced<IReadOnlyList<Keyword>>> Suggestions(string keyword, string pattern, int limit, CancellationToken cancel) =>
        Keywords("keyword_suggestions", limit, cancel, ("keyword", KeywordText.Sanitize(keyword)), ("filters", new JsonArray("keyword", "regex", pattern)),
            ("order_by", new JsonArray("keyword_info.search_volume,desc")));

    private async Task<Priced<IReadOnlyList<Keyword>>> Keywords(string function, int limit, CancellationToken cancel, params (string Name, JsonNode Value)[] fields)
    {
        var items = await Call(function, limit, cancel, fields);
        return new([.. items.Value.Select(DataForSeoItems.Keyword).OfType<Keyword>().DistinctBy(k => k.Text)], items.CostUsd);
    }

    private Task<Priced<IReadOnlyList<JsonElement>>> Call(string function, int limit, CancellationToken cancel, params (string Name, JsonNode Value)[] fields)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        var task = new JsonObject
        {
            ["location_code"] = options.LocationCode,
            ["language_code"] = options.LanguageCode,
            ["limit"] = Math.Min(limit, MaxLimit),
        };
        foreach (var (name, value) in fields) task[name] = value;
        var body = new JsonArray(task).ToJsonString();
        return caller.Call(function, () => Request(function, body), reply => DataForSeoReply.Read(reply, clock), cancel);
    }

    private HttpRequestMessage Request(string function, string body) => new(HttpMethod.Post, $"v3/dataforseo_labs/google/{function}/live")
    {
        Content = new StringContent(body, Encoding.UTF8, "application/json"),
        Headers = { Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.Login}:{options.Password}"))) },
    };

    /// <summary>A domain as the provider wants it, without scheme and <c>www.</c></summary>
    private static string Target(string domain) => PublicHttpAddress.TryParse(domain, out var address, out var problem)
        ? PublicHttpAddress.Domain(address)
        : throw new ProviderException(ProviderErrorType.ClientError, problem);
}
