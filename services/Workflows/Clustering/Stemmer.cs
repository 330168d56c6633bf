namespace IntentEngine.Workflows.Clustering;

/// <summary>Cuts the commonest English endings, so that <c>price</c>, <c>prices</c> and <c>pricing</c> are one term.</summary>
/// <remarks>Light on purpose: a stem is only compared with stems, never shown. Words of three letters or fewer stay as they are.</remarks>
public static class Stemmer
{
    /// <summary>The stem of one lower-case word.</summary>
    public static string Stem(string word)
    {
        if (word.Length <= 3) return word;
        var stem = CutPlural(word);
        stem = CutSuffix(stem);
        return stem.Length > 3 && stem[^1] == 'e' ? stem[..^1] : stem;
    }

    private static string CutPlural(string word)
    {
        if (word.EndsWith("ies", StringComparison.Ordinal)) return word.Length > 4 ? word[..^3] + "y" : word[..^1];
        if (word.EndsWith("sses", StringComparison.Ordinal) || word.EndsWith("xes", StringComparison.Ordinal)
            || word.EndsWith("ches", StringComparison.Ordinal) || word.EndsWith("shes", StringComparison.Ordinal)) return word[..^2];
        return word[^1] == 's' && word[^2] is not ('s' or 'u' or 'i') ? word[..^1] : word;
    }

    private static string CutSuffix(string word)
    {
        if (word.EndsWith("ery", StringComparison.Ordinal) && word.Length >= 7) return word[..^3];
        if (word.EndsWith("ing", StringComparison.Ordinal) && word.Length >= 6) return Undouble(word[..^3]);
        if (word.EndsWith("ed", StringComparison.Ordinal) && word.Length >= 5) return Undouble(word[..^2]);
        if ((word.EndsWith("er", StringComparison.Ordinal) || word.EndsWith("or", StringComparison.Ordinal)) && word.Length >= 6) return Undouble(word[..^2]);
        return word;
    }

    // "running" leaves "runn"; "selling" leaves "sell", whose double letter belongs to the word.
    private static string Undouble(string stem) =>
        stem.Length > 3 && stem[^1] == stem[^2] && stem[^1] is not ('l' or 's' or 'z') ? stem[..^1] : stem;
}
