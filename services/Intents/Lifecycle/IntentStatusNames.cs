using System.Text.Json;

namespace IntentEngine.Intents.Lifecycle;

/// <summary>The words for <see cref="IntentStatus"/> in the database and on the wire.</summary>
internal static class IntentStatusNames
{
    private static readonly Dictionary<IntentStatus, string> Names =
        Enum.GetValues<IntentStatus>().ToDictionary(status => status, status => JsonNamingPolicy.SnakeCaseLower.ConvertName(status.ToString()));

    /// <summary>All five, in the order of life.</summary>
    public static IReadOnlyCollection<string> All => Names.Values;

    /// <summary>The word, e.g. <c>in_progress</c>.</summary>
    public static string Word(this IntentStatus status) => Names[status];

    /// <summary>The status a row's word stands for.</summary>
    /// <exception cref="InvalidOperationException">The table's check constraint was bypassed.</exception>
    public static IntentStatus Parse(string word) =>
        Names.Where(pair => pair.Value == word).Select(pair => (IntentStatus?)pair.Key).SingleOrDefault()
        ?? throw new InvalidOperationException($"'{word}' is no status of an intent; expected one of {string.Join(", ", All)}.");
}
