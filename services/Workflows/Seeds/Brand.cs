using IntentEngine.Workflows.Clustering;

namespace IntentEngine.Workflows.Seeds;

/// <summary>Tells whether a keyword names a competitor: whoever searches for that wants the competitor, not an article.</summary>
/// <remarks>
/// The brand is the first label of the domain. A keyword names it when some of its words, written together, begin with the label
/// ("hub spot pricing" for hubspot.com), or when one of its words of four letters or more begins the label ("aakash" for
/// aakashtexeng.com). Words that the profile uses itself and stop words never count: textilemachines.com must not own "textile".
/// </remarks>
public static class Brand
{
    private const int ShortestPart = 4;

    /// <summary>Whether <paramref name="keyword"/> names the owner of <paramref name="domain"/>.</summary>
    public static bool IsNamedBy(string keyword, string domain, IcpAlignment alignment)
    {
        var label = domain.Split('.')[0].Replace("-", "", StringComparison.Ordinal);
        var words = Terms.Words(keyword).Where(word => !alignment.Knows(word)).ToList();
        return words.Where((word, index) => !StopWords.Contains(label) && (word == label || IsWrittenApart(label, words, index) || IsPartOf(label, word))).Any();
    }

    private static bool IsWrittenApart(string label, List<string> words, int from) =>
        label.Length >= ShortestPart && string.Concat(words.Skip(from)).StartsWith(label, StringComparison.Ordinal);

    private static bool IsPartOf(string label, string word) =>
        word.Length >= ShortestPart && !StopWords.Contains(word) && label.StartsWith(word, StringComparison.Ordinal);
}
