using IntentEngine.Workflows.Longtails;

namespace IntentEngine.Workflows.Filtering;

/// <summary>The rules of step 5 (seed 004; origin <c>keyword-filter.ts</c>).</summary>
/// <remarks>
/// Pure, the same for any order of the input, and idempotent: filtering what was kept removes nothing.
/// Of several alike keywords the one with most demand stays; then text, then id decide. Duplicates are judged before
/// volume, so a low keyword never shelters another one below the minimum.
/// </remarks>
public static class KeywordFilter
{
    /// <summary>Judges all keywords at once.</summary>
    /// <param name="keywords">The expanded keywords, in any order.</param>
    /// <param name="options">The limits, already checked.</param>
    /// <param name="isOffBrand">Judges one keyword's text. Null: nothing is off brand.</param>
    public static FilteredKeywords Apply(IReadOnlyCollection<LongtailKeyword> keywords, FilteringOptions options, Func<string, bool>? isOffBrand = null)
    {
        var kept = new List<LongtailKeyword>();
        var removed = new List<RemovedKeyword>();
        var texts = new KeptTexts(options.SimilarityThreshold);

        var inOrder = keywords
            .OrderByDescending(k => k.Volume ?? -1)
            .ThenBy(k => k.Keyword, StringComparer.Ordinal)
            .ThenBy(k => k.Id);
        foreach (var keyword in inOrder)
        {
            var normalized = KeywordForm.Normalize(keyword.Keyword);
            var original = texts.LikeOrNull(normalized);
            if (original is null) texts.Add(normalized, keyword.Keyword);

            if (Judge(keyword, original is not null, options, isOffBrand) is { } reason)
            {
                removed.Add(new RemovedKeyword { Id = keyword.Id, Keyword = keyword.Keyword, Volume = keyword.Volume, Reason = reason, DuplicateOf = original });
            }
            else
            {
                kept.Add(keyword);
            }
        }

        return new FilteredKeywords
        {
            Keywords = kept,
            Removed = removed,
            Total = keywords.Count,
            Filtered = removed.Count,
            Breakdown = new FilterBreakdown(Count(FilterReason.Duplicate), Count(FilterReason.LowVolume), Count(FilterReason.Unmeasured), Count(FilterReason.OffBrand)),
            MinSearchVolume = options.MinSearchVolume,
        };

        int Count(FilterReason reason) => removed.Count(r => r.Reason == reason);
    }

    private static FilterReason? Judge(LongtailKeyword keyword, bool isDuplicate, FilteringOptions options, Func<string, bool>? isOffBrand)
    {
        if (isDuplicate) return FilterReason.Duplicate;
        if (keyword.Volume < options.MinSearchVolume) return FilterReason.LowVolume;
        if (keyword.Volume is null && options.MinSearchVolume > 0) return FilterReason.Unmeasured;
        return isOffBrand?.Invoke(keyword.Keyword) == true ? FilterReason.OffBrand : null;
    }
}
