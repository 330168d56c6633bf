using IntentEngine.Contracts;
using IntentEngine.Providers.KeywordData;
using IntentEngine.Workflows.Filtering;

namespace IntentEngine.Workflows.Longtails;

/// <summary>Chooses the longtails from all that was found (seed 004, step 4; limits of the origin's story 35-2).</summary>
/// <remarks>
/// Seeds in the order given, methods by priority; of each the best by demand, then by competition (unmeasured last), then by text. A keyword counts once,
/// trimmed and lower case, for the first seed and method that names it; a seed is not a longtail of itself. Pure: whichever call
/// answered first makes no difference.
/// </remarks>
public static class LongtailSelection
{
    /// <summary>The longtails in their final order.</summary>
    /// <param name="workflowId">Scope of the ids.</param>
    /// <param name="found">Everything found; the order of the seeds in it is their order of precedence.</param>
    /// <param name="limits">How many to keep.</param>
    public static IReadOnlyList<LongtailKeyword> Choose(Guid workflowId, IReadOnlyList<Found> found, LongtailLimits limits)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        return [.. found
            .GroupBy(f => f.Seed, StringComparer.Ordinal)
            .SelectMany(seed => OfSeed(workflowId, [.. seed.OrderBy(f => f.Method)], limits, taken))
            .OrderByDescending(k => k.Volume ?? -1)
            .ThenBy(k => k.Competition ?? double.MaxValue)
            .ThenBy(k => k.Method)
            .ThenBy(k => k.Keyword, StringComparer.Ordinal)
            .Take(limits.PerWorkflow)];
    }

    private static List<LongtailKeyword> OfSeed(Guid workflowId, Found[] byMethod, LongtailLimits limits, HashSet<string> taken)
    {
        var chosen = new List<LongtailKeyword>();
        foreach (var (seed, method, keywords) in byMethod)
        {
            var room = Math.Min(limits.PerMethod, limits.PerSeed - chosen.Count);
            foreach (var (key, keyword) in Best(keywords))
            {
                if (room == 0) break;
                if (key.Length == 0 || key == KeywordForm.Key(seed) || !taken.Add(key)) continue;
                chosen.Add(Longtail(workflowId, key, keyword, method, seed));
                room--;
            }
        }

        return chosen;
    }

    private static IEnumerable<(string Key, Keyword Keyword)> Best(IReadOnlyList<Keyword> keywords) => keywords
        .Select(keyword => (Key: KeywordForm.Key(keyword.Text), Keyword: keyword))
        .OrderByDescending(k => k.Keyword.SearchVolume ?? -1)
        .ThenBy(k => k.Keyword.Competition ?? double.MaxValue)
        .ThenBy(k => k.Key, StringComparer.Ordinal);

    private static LongtailKeyword Longtail(Guid workflowId, string key, Keyword keyword, ExpansionMethod method, string seed) => new()
    {
        Id = NameBasedGuid.Create(workflowId, "longtail:" + key),
        Keyword = key,
        Volume = keyword.SearchVolume,
        Difficulty = keyword.Difficulty,
        Competition = keyword.Competition,
        Method = method,
        Seed = seed,
    };
}
