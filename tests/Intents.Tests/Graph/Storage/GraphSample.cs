using IntentEngine.Intents.Graph.Model;

namespace IntentEngine.Intents.Graph.Storage;

/// <summary>Intents, edges and changes for tests.</summary>
internal static class GraphSample
{
    public static DateTimeOffset Start { get; } = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    public static StorableIntent Intent(string id, int minute = 0, GraphStatus status = GraphStatus.Active, uint priority = 0, string? name = null, string? goal = null) => new()
    {
        IntentId = id,
        Name = name,
        OriginalRequest = goal ?? $"Do {id}",
        Goal = goal ?? $"Do {id}",
        GenerationContext = new GenerationContext { GenerationTimestamp = Start },
        Status = status,
        Priority = priority,
        CreatedAt = Start.AddMinutes(minute),
        UpdatedAt = Start.AddMinutes(minute),
    };

    /// <summary>With something in every field.</summary>
    public static StorableIntent Full(string id) => new()
    {
        IntentId = id,
        Name = "Évaluer \"tout\"",
        SessionId = "session-1",
        OriginalRequest = "please\n\tdo it \\ now 😀",
        RtfsIntentSource = "(intent \"x\" :goal \"y\") ; ünïcode",
        Goal = "do it",
        Constraints = new Dictionary<string, string> { ["max_cost"] = "(< cost 10)", ["b"] = "true", ["a"] = "false" },
        Preferences = new Dictionary<string, string> { ["fast"] = "(< ms 5)" },
        SuccessCriteria = "(= status :done)",
        ParentIntent = "parent",
        TriggeredBy = TriggerSource.ArbiterInference,
        GenerationContext = new GenerationContext
        {
            ArbiterVersion = "2.1.0",
            GenerationTimestamp = Start.AddTicks(1234567),
            InputContext = new Dictionary<string, string> { ["who"] = "me" },
            ReasoningTrace = "because",
        },
        Status = GraphStatus.Suspended,
        Priority = uint.MaxValue,
        CreatedAt = new DateTimeOffset(2026, 3, 1, 10, 0, 0, TimeSpan.FromHours(2)).AddTicks(1234567),
        UpdatedAt = Start.AddDays(1),
        Metadata = new Dictionary<string, string> { ["z"] = "1", ["a"] = "ä%_", [""] = "" },
    };

    public static IntentEdge Edge(string from, string to, EdgeType type = EdgeType.DependsOn, double? weight = null) => new() { From = from, To = to, EdgeType = type, Weight = weight };

    public static StatusChange Created(StorableIntent intent) => new()
    {
        IntentId = intent.IntentId,
        Version = 1,
        Action = "IntentCreated",
        To = intent.Status,
        Reason = "asked for",
        Actor = "somebody",
        At = intent.CreatedAt,
    };

    public static StorableIntent Next(this StorableIntent intent, GraphStatus status) => intent with { Status = status, Version = intent.Version + 1, UpdatedAt = intent.UpdatedAt.AddMinutes(1) };

    public static GraphChanges Creates(params StorableIntent[] intents) => new() { Creates = intents, History = [.. intents.Select(Created)] };
}
