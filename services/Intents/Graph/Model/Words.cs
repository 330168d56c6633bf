using System.Text.Json;

namespace IntentEngine.Intents.Graph.Model;

/// <summary>The words of the graph's enumerations on the wire, in the database and in files: snake_case.</summary>
internal static class Words
{
    /// <summary>The word, e.g. <c>is_subgoal_of</c>.</summary>
    public static string Word<T>(this T value) where T : struct, Enum => Table<T>.Names[value];

    /// <summary>All words, in the order of the enumeration.</summary>
    public static IEnumerable<string> All<T>() where T : struct, Enum => Table<T>.Names.Values;

    /// <summary>The value that a word stands for. Null: none.</summary>
    public static T? Parse<T>(string word) where T : struct, Enum =>
        Table<T>.Names.Where(pair => pair.Value == word).Select(pair => (T?)pair.Key).SingleOrDefault();

    private static class Table<T> where T : struct, Enum
    {
        public static readonly Dictionary<T, string> Names =
            Enum.GetValues<T>().ToDictionary(value => value, value => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()));
    }
}
