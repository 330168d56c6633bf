using IntentEngine.Intents.Graph.Model;

namespace IntentEngine.Intents.Rtfs.IntentForms;

/// <summary>What a source <c>(intent "name" :goal "…" …)</c> says, each expression with its own source text. Read with <see cref="IntentFormReader"/>.</summary>
internal sealed record IntentForm
{
    /// <summary>The whole source, byte for byte.</summary>
    public required string Source { get; init; }

    /// <summary>Not empty.</summary>
    public required string Name { get; init; }

    /// <summary>Not empty.</summary>
    public required string Goal { get; init; }

    /// <summary>Null: the goal stands for it.</summary>
    public string? OriginalRequest { get; init; }

    public IReadOnlyDictionary<string, RtfsExpression> Constraints { get; init; } = new Dictionary<string, RtfsExpression>();

    public IReadOnlyDictionary<string, RtfsExpression> Preferences { get; init; } = new Dictionary<string, RtfsExpression>();

    /// <summary>Null: success alone decides.</summary>
    public RtfsExpression? SuccessCriteria { get; init; }

    /// <summary>Null: not said.</summary>
    public GraphStatus? Status { get; init; }

    /// <summary>Id of the intent it is part of. Null: none.</summary>
    public string? Parent { get; init; }

    /// <summary>Null: not said.</summary>
    public TriggerSource? TriggeredBy { get; init; }

    /// <summary>Null: not said.</summary>
    public uint? Priority { get; init; }

    /// <summary>The intent to store: what the source does not say has the defaults of spec semantics §1.2.</summary>
    /// <param name="intentId">1 to 200 characters.</param>
    /// <param name="generation">How it came to be.</param>
    /// <param name="now">Time of creation.</param>
    public StorableIntent ToStorable(string intentId, GenerationContext generation, DateTimeOffset now) => new()
    {
        IntentId = intentId,
        Name = Name,
        OriginalRequest = OriginalRequest ?? Goal,
        RtfsIntentSource = Source,
        Goal = Goal,
        Constraints = Sources(Constraints),
        Preferences = Sources(Preferences),
        SuccessCriteria = SuccessCriteria?.Source,
        ParentIntent = Parent,
        TriggeredBy = TriggeredBy ?? TriggerSource.HumanRequest,
        GenerationContext = generation,
        Status = Status ?? GraphStatus.Active,
        Priority = Priority ?? 0,
        CreatedAt = now,
        UpdatedAt = now,
    };

    private static Dictionary<string, string> Sources(IReadOnlyDictionary<string, RtfsExpression> expressions) =>
        expressions.ToDictionary(e => e.Key, e => e.Value.Source, StringComparer.Ordinal);
}
