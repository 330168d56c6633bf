using IntentEngine.Intents.Graph.Model;

namespace IntentEngine.Intents.Rtfs.Judging;

/// <summary>Stored intents with the rules a test is about.</summary>
internal static class Stored
{
    public static readonly DateTimeOffset Then = new(2026, 1, 26, 9, 0, 0, TimeSpan.Zero);

    public static StorableIntent Intent(string? criteria = null, Dictionary<string, string>? constraints = null, Dictionary<string, string>? preferences = null) => new()
    {
        IntentId = "intent-1",
        OriginalRequest = "Grow the revenue",
        Goal = "Grow the revenue",
        SuccessCriteria = criteria,
        Constraints = constraints ?? [],
        Preferences = preferences ?? [],
        GenerationContext = new GenerationContext { GenerationTimestamp = Then },
        CreatedAt = Then,
        UpdatedAt = Then,
    };
}
