using System.Collections.Frozen;

namespace IntentEngine.Workflows.Clustering;

/// <summary>English words that say nothing about a topic.</summary>
internal static class StopWords
{
    private static readonly FrozenSet<string> Words = """
        a about after again all also am an and any are as at be because been before being between both but by
        can could did do does doing done down each for from get gets getting got had has have having he her here his how
        i if in into is it its just let me more most my need no nor not now of off on once only or other our out over own
        please same she should so some such than that the their them then there these they this those through to too
        under until up us very want was we were what when where which while who whom why will with would you your
        """.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    public static bool Contains(string word) => Words.Contains(word);
}
