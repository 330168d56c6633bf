using System.Text.Json.Nodes;
using IntentEngine.ProviderSimulator.Corpus;

namespace IntentEngine.ProviderSimulator.Keywords;

/// <summary>Answers the Labs functions that the product uses, from the corpus. Same request, same answer.</summary>
internal sealed class LabsAnswers(Terms terms)
{
    private readonly DomainRankings rankings = new(terms);
    private readonly KeywordExpansion expansion = new(terms);

    /// <summary>The envelope of an answer; null when there is no such function.</summary>
    public JsonObject? Answer(LabsRequest request)
    {
        try
        {
            return request.Function switch
            {
                "ranked_keywords" => RankedKeywords(request),
                "domain_rank_overview" => DomainRankOverview(request),
                "relevant_pages" => RelevantPages(request),
                "related_keywords" => RelatedKeywords(request),
                "keyword_ideas" => Page(request, Seeds(request), Items(request, request.CloselyVariants ? expansion.Variants(Seed(request)) : expansion.Ideas(Seed(request)))),
                "keyword_suggestions" => Page(request, new() { ["seed_keyword"] = Seed(request) }, Items(request, expansion.Suggestions(Seed(request)))),
                _ => null,
            };
        }
        catch (InvalidFieldException invalid)
        {
            return LabsEnvelope.TaskFailed(request.Function, request.Task, 40501, invalid.Message);
        }
    }

    private JsonObject RankedKeywords(LabsRequest request)
    {
        var ranked = rankings.Of(Target(request));
        var items = ranked.Select(ranking => new JsonObject
        {
            ["se_type"] = "google",
            ["keyword_data"] = ranking.Row.ToKeywordData(request),
            ["ranked_serp_element"] = new JsonObject
            {
                ["serp_item"] = new JsonObject
                {
                    ["type"] = "organic",
                    ["rank_group"] = ranking.Position,
                    ["rank_absolute"] = ranking.Position,
                    ["domain"] = request.Target,
                    ["url"] = ranking.Url,
                    ["etv"] = Math.Round(ranking.Traffic, 3),
                },
            },
        }).ToList();
        var header = new JsonObject { ["target"] = request.Target };
        if (ranked.Count > 0) header["metrics"] = DomainRankings.Metrics(ranked);
        return Page(request, header, items);
    }

    private JsonObject DomainRankOverview(LabsRequest request)
    {
        var ranked = rankings.Of(Target(request));
        return Page(request, new() { ["target"] = request.Target },
            ranked.Count == 0 ? [] : [new JsonObject { ["se_type"] = "google", ["metrics"] = DomainRankings.Metrics(ranked) }]);
    }

    private JsonObject RelevantPages(LabsRequest request) => Page(request, new() { ["target"] = request.Target },
    [
        .. rankings.Of(Target(request)).GroupBy(ranking => ranking.Url)
            .Select(page => new JsonObject { ["se_type"] = "google", ["page_address"] = page.Key, ["metrics"] = DomainRankings.Metrics([.. page]) }),
    ]);

    private JsonObject RelatedKeywords(LabsRequest request) => Page(request, new() { ["seed_keyword"] = Seed(request), ["seed_keyword_data"] = null },
    [
        .. expansion.Related(Seed(request), request.Depth).Select(found => new JsonObject
        {
            ["se_type"] = "google",
            ["keyword_data"] = found.Row.ToKeywordData(request),
            ["depth"] = found.Depth,
            ["related_keywords"] = found.Related.Count == 0 ? null : new JsonArray([.. found.Related.Select(keyword => JsonValue.Create(keyword))]),
        }),
    ]);

    private static JsonObject Page(LabsRequest request, JsonObject header, List<JsonObject> items)
    {
        var passing = ItemFilter.Order(ItemFilter.Apply(items, request.Task["filters"]), request.Task["order_by"]).ToList();
        var page = passing.Skip(request.Offset).Take(request.Limit).ToArray();
        return LabsEnvelope.Ok(request.Function, request.Task, header, page.Length == 0 ? null : new JsonArray(page), passing.Count);
    }

    private static List<JsonObject> Items(LabsRequest request, List<KeywordRow> rows) => [.. rows.Select(row => row.ToKeywordData(request))];

    private static JsonObject Seeds(LabsRequest request) => new() { ["seed_keywords"] = new JsonArray(Seed(request)) };

    private static string Target(LabsRequest request)
    {
        var target = request.Target;
        return target.Length == 0 || target.Contains("://", StringComparison.Ordinal) || target.StartsWith("www.", StringComparison.Ordinal)
            ? throw new InvalidFieldException("Invalid Field: 'target'.")
            : target;
    }

    /// <summary>The rules the real one states: at most 80 characters and 10 words, no odd symbols.</summary>
    private static string Seed(LabsRequest request)
    {
        var seed = request.Keyword;
        if (seed.Length is 0 or > 80 || seed.Split(' ').Length > 10) throw new InvalidFieldException("Invalid Field: 'keyword'.");
        if (seed.Any(c => "/,!@%^()={};~`<>?\\|\"".Contains(c))) throw new InvalidFieldException($"Invalid Field: 'keywords'. Keyword text has invalid characters or symbols: '{seed}'.");
        return seed;
    }
}
