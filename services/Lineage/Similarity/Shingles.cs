using System.Text;

namespace IntentEngine.Lineage.Similarity;

/// <summary>An error template as a set: its words and its pairs of neighbouring words, each as a number of 64 bits.</summary>
/// <remarks>Pairs make order count; words keep short messages comparable. The numbers are stored, so the hash is spelled out here and never changes.</remarks>
public static class Shingles
{
    /// <summary>The shingles of a fingerprint. Empty: nothing was told but a name.</summary>
    public static IReadOnlySet<ulong> Of(ErrorFingerprint fingerprint)
    {
        ArgumentNullException.ThrowIfNull(fingerprint);
        return Of(fingerprint.ErrorType, fingerprint.Template);
    }

    internal static HashSet<ulong> Of(string? errorType, string template)
    {
        var shingles = new HashSet<ulong>();
        if (errorType is not null) shingles.Add(Hash($"type {errorType}"));
        var words = template.Split([' ', ',', ';', ':', '.', '(', ')', '[', ']', '{', '}', '=', '!', '?'], StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < words.Length; i++)
        {
            shingles.Add(Hash(words[i]));
            if (i > 0) shingles.Add(Hash($"{words[i - 1]} {words[i]}"));
        }

        return shingles;
    }

    /// <summary>How much two sets have in common: shared over all, 0 to 1; of two empty ones 1.</summary>
    public static double Jaccard<T>(IReadOnlySet<T> left, IReadOnlySet<T> right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        var shared = left.Count(right.Contains);
        var all = left.Count + right.Count - shared;
        return all == 0 ? 1.0 : (double)shared / all;
    }

    /// <summary>FNV-1a over UTF-8, finished by <see cref="Mix"/>.</summary>
    internal static ulong Hash(string text)
    {
        var hash = 14695981039346656037UL;
        foreach (var octet in Encoding.UTF8.GetBytes(text)) hash = (hash ^ octet) * 1099511628211UL;
        return Mix(hash);
    }

    /// <summary>The finaliser of SplitMix64: a bijection that spreads every bit over all.</summary>
    internal static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
        return value ^ (value >> 31);
    }
}
