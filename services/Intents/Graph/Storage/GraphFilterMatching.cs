using IntentEngine.Intents.Graph.Model;

namespace IntentEngine.Intents.Graph.Storage;

/// <summary>What a filter means (spec semantics §1.8): all conditions hold, bounds are inclusive, text ignores case, a missing name never matches.</summary>
internal static class GraphFilterMatching
{
    /// <summary>Whether the filter lets the intent through; place and limit of the page aside.</summary>
    public static bool Matches(this GraphFilter filter, StorableIntent intent) =>
        (filter.Statuses.Count == 0 || filter.Statuses.Contains(intent.Status))
        && Contains(intent.Name, filter.NameContains)
        && Contains(intent.Goal, filter.GoalContains)
        && (filter.PriorityMin is not { } low || intent.Priority >= low)
        && (filter.PriorityMax is not { } high || intent.Priority <= high)
        && (filter.ParentIntent is not { } parent || intent.ParentIntent == parent)
        && Within(intent.CreatedAt, filter.CreatedFrom, filter.CreatedTo)
        && Within(intent.UpdatedAt, filter.UpdatedFrom, filter.UpdatedTo)
        && filter.MetadataContains.All(wanted => intent.Metadata.TryGetValue(wanted.Key, out var value) && Contains(value, wanted.Value));

    /// <summary>Text as it is compared where case does not matter; the same characters that <see cref="StringComparison.OrdinalIgnoreCase"/> takes for equal.</summary>
    public static string Fold(string text) => text.ToUpperInvariant();

    private static bool Contains(string? text, string? part) => part is null || (text is not null && text.Contains(part, StringComparison.OrdinalIgnoreCase));

    private static bool Within(DateTimeOffset at, DateTimeOffset? from, DateTimeOffset? to) => (from is null || at >= from) && (to is null || at <= to);
}
