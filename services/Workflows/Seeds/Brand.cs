using IntentEngine.Workflows.Clustering;

namespace IntentEngine.Workflows.Seeds;

/// <summary>Tells whether a keyword names a competitor: whoever searches for that wants the competitor, not an article.</summary>
/// <remarks>
/// The brand is the first label of the domain. A keyword names it when its words written together contain the label
/// ("hub spot pricing" for hubspot.com), or when one of its words of four letters or more begins the label ("aakash" for
/// aakashtexeng.com). Words that the profile uses itself never count: textilemachines.com must not own "textile".
/// </remarks>
public static class Brand
{
    private const int ShortestPart = 4;

    /// <summary>Whether <paramref name="keyword"/> names the owner of <paramref name="domain"/>.</summary>
    public static bool IsNamedBy(string keyword, string domain, IcpAlignment alignment)
    {
        var label = domain.Split('.')[0].Replace("-", "", StringComparison.Ordinal);
        var words = Terms.Words(keyword).Where(word => !alignment.Knows(word)).ToList();
        return (label.Length >= ShortestPart && string.Concat(words).Contains(label, StringComparison.Ordinal))
            || words.Any(word => word == label || (word.Length >= ShortestPart && label.StartsWith(word, StringComparison.Ordinal)));
    }
}
