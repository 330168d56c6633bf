namespace IntentEngine.Lineage.Traversal;

/// <summary>Orders texts as the database does (collation "C"): by their UTF-8 bytes, which is by code point.</summary>
internal static class Utf8Order
{
    /// <summary>Less than 0, 0 or more than 0, as ever.</summary>
    public static int Compare(string one, string other)
    {
        for (var i = 0; i < one.Length && i < other.Length; i++)
            if (one[i] != other[i])
                // Surrogates, which stand for what lies beyond U+FFFF, must come after the rest of the first plane.
                return Rank(one[i]) - Rank(other[i]);
        return one.Length - other.Length;
    }

    private static int Rank(char unit) => char.IsSurrogate(unit) ? unit + 0x10000 : unit;
}
