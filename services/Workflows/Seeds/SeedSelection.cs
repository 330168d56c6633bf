using IntentEngine.Contracts;
using IntentEngine.Workflows.Clustering;
using IntentEngine.Workflows.Competitors;
using IntentEngine.Workflows.Filtering;

namespace IntentEngine.Workflows.Seeds;

/// <summary>Chooses the seeds (seed 004, step 3): of each competitor, the three most searched keywords that fit the profile.</summary>
/// <remarks>
/// Per competitor: of keywords with the same words in other forms or order the most searched counts; keywords that name it are left out while others remain; of the rest the three with most demand among the aligned
/// are taken; when none is aligned, the three with most demand, marked as not aligned, so that a competitor never yields nothing.
/// The same keyword of two competitors is one seed with two sources. Ties: text. Pure and deterministic.
/// </remarks>
public static class SeedSelection
{
    /// <summary>Seeds per competitor.</summary>
    public const int PerCompetitor = 3;

    /// <summary>All seeds, most searched first (unmeasured last), then by text.</summary>
    public static IReadOnlyList<SeedKeyword> Choose(Guid workflowId, IReadOnlyList<CompetitorProfile> competitors, IcpAlignment alignment) =>
        [.. competitors
            .SelectMany(competitor => Pick(competitor, alignment).Select(keyword => (competitor.Url, Keyword: keyword)))
            .GroupBy(pick => KeywordForm.Key(pick.Keyword.Keyword), StringComparer.Ordinal)
            .Select(same => Merge(workflowId, same.Key, [.. same], alignment))
            .OrderByDescending(seed => seed.Volume ?? -1)
            .ThenBy(seed => seed.Keyword, StringComparer.Ordinal)];

    private static IEnumerable<CompetitorKeyword> Pick(CompetitorProfile competitor, IcpAlignment alignment)
    {
        var byDemand = competitor.Keywords
            .Where(k => !string.IsNullOrWhiteSpace(k.Keyword))
            .OrderByDescending(k => k.SearchVolume ?? -1)
            .ThenBy(k => k.Keyword, StringComparer.Ordinal)
            .DistinctBy(k => SameWords(k.Keyword), StringComparer.Ordinal)
            .ToList();
        var unbranded = byDemand.Where(k => !Brand.IsNamedBy(k.Keyword, competitor.Domain, alignment)).ToList();
        var candidates = unbranded.Count > 0 ? unbranded : byDemand;
        var aligned = candidates.Where(k => alignment.Score(k.Keyword) >= IcpAlignment.Aligned).ToList();
        return (aligned.Count > 0 ? aligned : candidates).Take(PerCompetitor);
    }

    // "rotor machine" and "machine rotors" would buy the same longtails twice.
    private static string SameWords(string keyword) =>
        string.Join(' ', Terms.Of(keyword).Distinct().Order(StringComparer.Ordinal)) is { Length: > 0 } stems ? stems : KeywordForm.Key(keyword);

    private static SeedKeyword Merge(Guid workflowId, string keyword, (string Url, CompetitorKeyword Keyword)[] picks, IcpAlignment alignment)
    {
        var score = alignment.Score(keyword);
        return new SeedKeyword
        {
            Id = NameBasedGuid.Create(workflowId, "seed:" + keyword),
            Keyword = keyword,
            Volume = picks.Max(pick => pick.Keyword.SearchVolume),
            Difficulty = picks.Select(pick => pick.Keyword.KeywordDifficulty).FirstOrDefault(difficulty => difficulty is not null),
            SourceCompetitor = picks[0].Url,
            Sources = [.. picks.Select(pick => pick.Url).Distinct()],
            IcpAligned = score >= IcpAlignment.Aligned,
            Alignment = score,
        };
    }
}
