using IntentEngine.Workflows.Filtering;

namespace IntentEngine.Workflows.Clustering;

/// <summary>The words of a text that carry its topic.</summary>
public static class Terms
{
    /// <summary>Stems of all words that are not stop words, in order, repetitions included.</summary>
    public static IReadOnlyList<string> Of(string text) =>
        [.. Words(text).Where(word => !StopWords.Contains(word)).Select(Stemmer.Stem)];

    /// <summary>The words of the normalized text.</summary>
    public static string[] Words(string text) => KeywordForm.Normalize(text).Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
