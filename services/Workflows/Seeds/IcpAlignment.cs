using System.Collections.Frozen;
using IntentEngine.Workflows.Clustering;
using IntentEngine.Workflows.Icp;

namespace IntentEngine.Workflows.Seeds;

/// <summary>How well a keyword fits the ideal customer profile, by the words they share.</summary>
/// <remarks>
/// Score = (different stems of the keyword that occur in the profile's text) / (different stems of the keyword), stop words left out;
/// 0 for a keyword of stop words alone. The text is the company's name, industry and goals, and the profile's industries, buyer roles,
/// pain points, value proposition and buying signals. Seed 004 asks for alignment and leaves the rule open; this one is deterministic and
/// explainable. Whoever approves the seeds sees the score and has the last word.
/// </remarks>
public sealed class IcpAlignment
{
    /// <summary>Score from which a keyword counts as aligned, inclusive: half of its words.</summary>
    public const double Aligned = 0.5;

    private readonly FrozenSet<string> vocabulary;

    /// <summary>Reads the profile's words once.</summary>
    public IcpAlignment(IcpDocument icp)
    {
        string[] company = [icp.Profile.Name, icp.Profile.Industry, icp.Profile.Goals, icp.ValueProposition];
        vocabulary = company.Concat(icp.Industries).Concat(icp.BuyerRoles).Concat(icp.PainPoints).Concat(icp.BuyingSignals)
            .SelectMany(Terms.Of).ToFrozenSet(StringComparer.Ordinal);
    }

    /// <summary>Score of a keyword, 0 to 1, rounded to three digits.</summary>
    public double Score(string keyword)
    {
        var stems = Terms.Of(keyword).ToHashSet(StringComparer.Ordinal);
        return stems.Count == 0 ? 0 : Math.Round(stems.Count(vocabulary.Contains) / (double)stems.Count, 3);
    }

    /// <summary>Whether the profile uses this word in any of its forms.</summary>
    public bool Knows(string word) => vocabulary.Contains(Stemmer.Stem(word));
}
