using IntentEngine.Workflows.Longtails;

namespace IntentEngine.Workflows.Filtering;

/// <summary>Output of step 5. Nothing left is a result, not an error.</summary>
public sealed record FilteredKeywords
{
    /// <summary>What stays: volume descending (unmeasured last), then text.</summary>
    public required IReadOnlyList<LongtailKeyword> Keywords { get; init; }

    /// <summary>What was filtered out, in the same order.</summary>
    public required IReadOnlyList<RemovedKeyword> Removed { get; init; }

    /// <summary>Keywords looked at.</summary>
    public required int Total { get; init; }

    /// <summary>Keywords filtered out; the sum of <see cref="Breakdown"/>.</summary>
    public required int Filtered { get; init; }

    /// <summary>Filtered out, by reason.</summary>
    public required FilterBreakdown Breakdown { get; init; }

    /// <summary>The minimum that was applied, in searches per month.</summary>
    public required long MinSearchVolume { get; init; }
}
