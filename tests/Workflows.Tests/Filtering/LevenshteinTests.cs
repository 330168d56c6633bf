using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace IntentEngine.Workflows.Filtering;

public sealed class LevenshteinTests
{
    private static readonly Gen<string> AnyText = Gen.Elements('a', 'b', 'c').ArrayOf().Select(letters => new string(letters));

    [Fact]
    public void The_band_finds_the_same_distance_as_the_whole_table() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1000), Prop.ForAll(
            (from a in AnyText from b in AnyText from limit in Gen.Choose(0, 12) select (a, b, limit)).ToArbitrary(),
            x => Levenshtein.Within(x.a, x.b, x.limit) == (WholeTable(x.a, x.b) is var d && d <= x.limit ? d : null)));

    [Fact]
    public void Long_texts_are_compared_too() =>
        Levenshtein.Within(new string('a', 5000), new string('a', 4998) + "bb", 3).ShouldBe(2);

    [Fact]
    public void A_negative_limit_is_refused() => Should.Throw<ArgumentOutOfRangeException>(() => Levenshtein.Within("a", "b", -1));

    private static int WholeTable(string a, string b)
    {
        var table = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++) table[i, 0] = i;
        for (var j = 0; j <= b.Length; j++) table[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                table[i, j] = Math.Min(table[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1), Math.Min(table[i - 1, j], table[i, j - 1]) + 1);
            }
        }

        return table[a.Length, b.Length];
    }
}
