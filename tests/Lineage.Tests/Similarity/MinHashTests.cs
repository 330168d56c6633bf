using FsCheck;
using FsCheck.Fluent;
using Shouldly;

namespace IntentEngine.Lineage.Similarity;

public sealed class MinHashTests
{
    // Sizes of what only the left, both, and only the right have, and where the numbers begin.
    private static readonly Gen<(HashSet<ulong> Left, HashSet<ulong> Right)> Pairs =
        from left in Gen.Choose(0, 60)
        from both in Gen.Choose(1, 60)
        from right in Gen.Choose(0, 60)
        from start in Gen.Choose(0, 1_000_000)
        let items = Enumerable.Range(start, left + both + right).Select(i => Shingles.Mix((ulong)i)).ToArray()
        select (items[..(left + both)].ToHashSet(), items[left..].ToHashSet());

    [Fact]
    public void The_estimate_is_near_the_true_similarity_of_any_two_sets() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(Pairs.ToArbitrary(), pair =>
        // 60 numbers: a standard deviation of at most 0.065; five of them happen once in a million.
        MinHash.Estimate(MinHash.Signature(pair.Left), MinHash.Signature(pair.Right)).ShouldBe(Shingles.Jaccard(pair.Left, pair.Right), 0.33)));

    [Fact]
    public void Errors_of_the_estimate_cancel_out()
    {
        double sum = 0;
        for (var i = 0; i < 400; i++)
        {
            var items = Enumerable.Range(i * 1000, 30).Select(n => Shingles.Mix((ulong)n)).ToArray();
            var (left, right) = (items[..20].ToHashSet(), items[10..].ToHashSet());
            sum += MinHash.Estimate(MinHash.Signature(left), MinHash.Signature(right)) - Shingles.Jaccard(left, right);
        }

        (sum / 400).ShouldBe(0, 0.02);
    }

    [Theory]
    [InlineData(0.1, 0.00, 0.10)]
    [InlineData(0.5, 0.85, 0.98)]
    [InlineData(0.8, 0.99, 1.00)]
    public void Sets_share_a_band_as_often_as_the_formula_says(double similarity, double atLeast, double atMost)
    {
        var shared = 0;
        for (var i = 0; i < 300; i++)
        {
            var union = Enumerable.Range(i * 1000, 100).Select(n => Shingles.Mix((ulong)n)).ToArray();
            var (common, rest) = (union[..(int)(100 * similarity)], union[(int)(100 * similarity)..]);
            var left = common.Concat(rest[..(rest.Length / 2)]).ToHashSet();
            var right = common.Concat(rest[(rest.Length / 2)..]).ToHashSet();
            if (MinHash.BandsOf(left).Intersect(MinHash.BandsOf(right)).Any()) shared++;
        }

        (shared / 300.0).ShouldBeInRange(atLeast, atMost);
    }

    [Fact]
    public void Bands_are_frozen_because_they_are_stored() =>
        MinHash.BandsOf(Shingles.Of(ErrorFingerprint.Of("timeout", "no answer", "n")))[..2].ShouldBe([-6261885307058724973L, 1443507762844275126L]);

    [Fact]
    public void Nothing_has_no_bands() => MinHash.BandsOf(new HashSet<ulong>()).ShouldBeEmpty();
}
