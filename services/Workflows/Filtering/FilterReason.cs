namespace IntentEngine.Workflows.Filtering;

/// <summary>Why a keyword was filtered out; the first reason in this order applies.</summary>
public enum FilterReason
{
    /// <summary>Equal or too similar to a keyword with more demand.</summary>
    Duplicate,

    /// <summary>Measured demand below the minimum.</summary>
    LowVolume,

    /// <summary>Demand never measured, so it cannot be shown to reach the minimum. Null is not zero, hence a reason of its own.</summary>
    Unmeasured,

    /// <summary>Shares no word with the ideal customer profile.</summary>
    OffBrand,
}
