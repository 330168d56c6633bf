using System.Text.Json;

namespace IntentEngine.Intents.Graph.Storage;

/// <summary>An enumeration's words on the wire and in databases: snake_case.</summary>
internal static class GraphWords
{
    /// <summary>The word of a value.</summary>
    public static string Word<T>(this T value) where T : struct, Enum => Words<T>.ByValue[value];

    /// <summary>The value of a word, in snake_case or as the seed spells it (<c>DependsOn</c>). Null: no such word.</summary>
    public static T? Find<T>(string word) where T : struct, Enum => Words<T>.ByName.TryGetValue(word.Replace("_", "", StringComparison.Ordinal), out var value) ? value : null;

    /// <summary>The value of a word that was stored.</summary>
    public static T Parse<T>(string word) where T : struct, Enum => Find<T>(word) ?? throw new InvalidDataException($"Expected one of {All<T>()}; came '{word}'.");

    /// <summary>Every word, for messages.</summary>
    public static string All<T>() where T : struct, Enum => string.Join(", ", Words<T>.ByValue.Values);

    private static class Words<T> where T : struct, Enum
    {
        public static readonly Dictionary<T, string> ByValue = Enum.GetValues<T>().ToDictionary(value => value, value => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()));
        public static readonly Dictionary<string, T> ByName = ByValue.Keys.ToDictionary(value => value.ToString(), StringComparer.OrdinalIgnoreCase);
    }
}
