namespace IntentEngine.Workflows.Longtails;

/// <summary>How far step 4 expands.</summary>
public sealed record LongtailLimits
{
    /// <summary>Keywords kept per seed and method; 1 or more, default 3.</summary>
    public int PerMethod { get; init; } = 3;

    /// <summary>Keywords kept per seed, all methods together; 1 or more, default 12.</summary>
    public int PerSeed { get; init; } = 12;

    /// <summary>Keywords per workflow; 1 or more, default 1000 (seed 004 §10.3).</summary>
    public int PerWorkflow { get; init; } = 1000;

    /// <summary>Keywords asked for per seed and method, so that enough is left when duplicates go; 1 to 1000, default 20.</summary>
    public int Fetched { get; init; } = 20;

    /// <summary>Calls under way at once; 1 or more, default 6 (the provider allows 30 for everybody together).</summary>
    public int Parallelism { get; init; } = 6;

    /// <summary>What is wrong with the values, or null.</summary>
    public string? Problem() => this switch
    {
        { PerMethod: < 1 } or { PerSeed: < 1 } or { PerWorkflow: < 1 } or { Parallelism: < 1 } => "per_method, per_seed, per_workflow and parallelism must be 1 or more.",
        { Fetched: < 1 or > 1000 } => $"fetched must be between 1 and 1000, not {Fetched}.",
        _ => null,
    };
}
