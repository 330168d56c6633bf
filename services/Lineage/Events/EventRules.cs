using IntentEngine.Hosting.Failures;

namespace IntentEngine.Lineage.Events;

/// <summary>What every request for events may ask.</summary>
internal static class EventRules
{
    /// <summary>Types as given; null: none were given.</summary>
    public static string[]? Types(string[]? given) => given is { Length: > 0 } ? given : null;

    public static void CheckTypes(this Validation rules, string[]? types)
    {
        rules.Require((types?.Length ?? 0) <= 50, "type", $"expected at most 50 types; came {types?.Length}.");
        foreach (var type in types ?? []) rules.RequireText(type, "type", 100);
    }

    public static void CheckFormat(this Validation rules, string? format) =>
        rules.Require(format is null or "json" or "ndjson", "format", $"expected json or ndjson; came '{format}'.");
}
