using System.Diagnostics.CodeAnalysis;
using IntentEngine.Intents.Rtfs;
using IntentEngine.Intents.Rtfs.IntentForms;

namespace IntentEngine.Intents.Graph.Model;

/// <summary>
/// The parsed twin of <see cref="StorableIntent"/> (seed 001): every expression is a form that keeps its source text, so that the way back
/// gives the stored intent byte for byte.
/// </summary>
internal sealed record RuntimeIntent
{
    public required string IntentId { get; init; }

    public string? Name { get; init; }

    public string? SessionId { get; init; }

    public required string OriginalRequest { get; init; }

    /// <summary>What the intent's own source says. Null: it came without one.</summary>
    public IntentForm? RtfsIntent { get; init; }

    public required string Goal { get; init; }

    public IReadOnlyDictionary<string, RtfsExpression> Constraints { get; init; } = new Dictionary<string, RtfsExpression>();

    public IReadOnlyDictionary<string, RtfsExpression> Preferences { get; init; } = new Dictionary<string, RtfsExpression>();

    public RtfsExpression? SuccessCriteria { get; init; }

    public string? ParentIntent { get; init; }

    public TriggerSource TriggeredBy { get; init; }

    public required GenerationContext GenerationContext { get; init; }

    public GraphStatus Status { get; init; }

    public uint Priority { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    public int Version { get; init; } = 1;

    /// <summary>Parses every expression of a stored intent.</summary>
    /// <param name="stored">The intent.</param>
    /// <param name="intent">The parsed intent, when there is no error.</param>
    /// <param name="errors">All errors, each with its field, line and column; empty when there are none.</param>
    public static bool TryParse(StorableIntent stored, [NotNullWhen(true)] out RuntimeIntent? intent, out IReadOnlyList<RuntimeIntentError> errors) =>
        RuntimeIntentParser.TryParse(stored, out intent, out errors);

    /// <summary>The intent to store, with every source text as it came.</summary>
    public StorableIntent ToStorable() => new()
    {
        IntentId = IntentId,
        Name = Name,
        SessionId = SessionId,
        OriginalRequest = OriginalRequest,
        RtfsIntentSource = RtfsIntent?.Source ?? "",
        Goal = Goal,
        Constraints = Sources(Constraints),
        Preferences = Sources(Preferences),
        SuccessCriteria = SuccessCriteria?.Source,
        ParentIntent = ParentIntent,
        TriggeredBy = TriggeredBy,
        GenerationContext = GenerationContext,
        Status = Status,
        Priority = Priority,
        CreatedAt = CreatedAt,
        UpdatedAt = UpdatedAt,
        Metadata = Metadata,
        Version = Version,
    };

    private static Dictionary<string, string> Sources(IReadOnlyDictionary<string, RtfsExpression> expressions) =>
        expressions.ToDictionary(e => e.Key, e => e.Value.Source, StringComparer.Ordinal);
}
