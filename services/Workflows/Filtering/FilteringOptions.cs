namespace IntentEngine.Workflows.Filtering;

/// <summary>What step 5 keeps.</summary>
public sealed record FilteringOptions
{
    /// <summary>Least demand, in searches per month, inclusive; 0 or more, default 100. 0 keeps unmeasured keywords too.</summary>
    public long MinSearchVolume { get; init; } = 100;

    /// <summary>Likeness from which two keywords are one, inclusive; above 0 up to 1, default 0.85.</summary>
    public double SimilarityThreshold { get; init; } = 0.85;

    /// <summary>Whether keywords that share no word with the ideal customer profile are dropped; default false.</summary>
    public bool DropOffBrand { get; init; }

    /// <summary>What is wrong with the values, or null.</summary>
    public string? Problem() => this switch
    {
        { MinSearchVolume: < 0 } => $"min_search_volume must be 0 or more, not {MinSearchVolume}.",
        { SimilarityThreshold: not (> 0 and <= 1) } => $"similarity_threshold must be above 0 and at most 1, not {SimilarityThreshold}.",
        _ => null,
    };
}
