namespace IntentEngine.Workflows.Filtering;

/// <summary>What <c>execute-step/5</c> may carry; each value overrides the configured one for this run. Ranges as in <see cref="FilteringOptions"/>.</summary>
public sealed record FilteringInput
{
    /// <summary>See <see cref="FilteringOptions.MinSearchVolume"/>.</summary>
    public long? MinSearchVolume { get; init; }

    /// <summary>See <see cref="FilteringOptions.SimilarityThreshold"/>.</summary>
    public double? SimilarityThreshold { get; init; }

    /// <summary>See <see cref="FilteringOptions.DropOffBrand"/>.</summary>
    public bool? DropOffBrand { get; init; }

    internal FilteringOptions Over(FilteringOptions configured) => configured with
    {
        MinSearchVolume = MinSearchVolume ?? configured.MinSearchVolume,
        SimilarityThreshold = SimilarityThreshold ?? configured.SimilarityThreshold,
        DropOffBrand = DropOffBrand ?? configured.DropOffBrand,
    };
}
