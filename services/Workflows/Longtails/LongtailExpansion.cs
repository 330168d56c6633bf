namespace IntentEngine.Workflows.Longtails;

/// <summary>Output of step 4. At least one longtail is in it.</summary>
public sealed record LongtailExpansion
{
    /// <summary>Volume descending (unmeasured last), competition ascending, method priority, text.</summary>
    public required IReadOnlyList<LongtailKeyword> Longtails { get; init; }

    /// <summary>What could not be expanded.</summary>
    public required IReadOnlyList<FailedExpansion> Failed { get; init; }

    /// <summary>Number of longtails by the method that found them, all four named.</summary>
    public required IReadOnlyDictionary<string, int> ByMethod { get; init; }
}
