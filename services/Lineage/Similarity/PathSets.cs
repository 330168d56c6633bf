using System.Text.Json;

namespace IntentEngine.Lineage.Similarity;

/// <summary>Which files executions touched, compared as sets (specification: semantics §3.4).</summary>
public static class PathSets
{
    /// <summary>The paths in one spelling: <c>/</c> between parts, lower case, none at the ends.</summary>
    public static IReadOnlySet<string> Of(IEnumerable<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        return paths.Select(path => path.Replace('\\', '/').ToLowerInvariant().Trim('/')).Where(path => path.Length > 0).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Shared over all, 0 to 1. Both empty: 1; one empty: 0.</summary>
    public static double Similarity(IReadOnlySet<string> left, IReadOnlySet<string> right) => Shingles.Jaccard(left, right);

    /// <summary>The paths of <c>affected_paths</c>, which anybody wrote: what is not a text in a list is passed over.</summary>
    internal static IReadOnlySet<string> Of(JsonElement? affectedPaths) => affectedPaths is { ValueKind: JsonValueKind.Array } list
        ? Of(list.EnumerateArray().Where(path => path.ValueKind == JsonValueKind.String).Select(Text).OfType<string>())
        : new HashSet<string>();

    private static string? Text(JsonElement path)
    {
        try
        {
            return path.GetString();
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair is valid JSON and no text; the database decides about the fact.
            return null;
        }
    }

    /// <summary>At most this many paths of a failure are indexed and looked up.</summary>
    internal const int MostIndexed = 50;

    /// <summary>Numbers to find executions by that share a path: the same paths give the same ones. At most 50, of the first in order.</summary>
    public static long[] Keys(IReadOnlySet<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        return [.. paths.Order(StringComparer.Ordinal).Take(MostIndexed).Select(path => unchecked((long)Shingles.Hash(path)))];
    }
}
