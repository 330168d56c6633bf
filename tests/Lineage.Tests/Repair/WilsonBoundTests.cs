using FsCheck;
using FsCheck.Fluent;
using Shouldly;

namespace IntentEngine.Lineage.Repair;

public sealed class WilsonBoundTests
{
    private const double Rounding = 1e-12;

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(0, 10, 0)]
    [InlineData(1, 1, 0.2065)]
    [InlineData(9, 10, 0.5958)]
    [InlineData(90, 100, 0.8256)]
    [InlineData(10, 10, 0.7225)]
    public void Known_values(int worked, int tried, double expected) => WilsonBound.Lower(worked, tried).ShouldBe(expected, 0.0001);

    [Fact]
    public void More_successes_more_tries_at_the_same_rate_and_fewer_failures_never_lower_it() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(
        (from worked in Gen.Choose(0, 500) from failed in Gen.Choose(0, 500) select (Worked: worked, Failed: failed)).ToArbitrary(), record =>
        {
            var (worked, tried) = (record.Worked, record.Worked + record.Failed);
            var bound = WilsonBound.Lower(worked, tried);
            bound.ShouldBeInRange(0, tried == 0 ? 0 : (double)worked / tried);
            WilsonBound.Lower(worked + 1, tried + 1).ShouldBeGreaterThanOrEqualTo(bound - Rounding);
            WilsonBound.Lower(worked, tried + 1).ShouldBeLessThanOrEqualTo(bound + Rounding);
            WilsonBound.Lower(2 * worked, 2 * tried).ShouldBeGreaterThanOrEqualTo(bound - Rounding);
        }));

    [Theory, InlineData(-1, 1), InlineData(2, 1)]
    public void Impossible_records_are_refused(int worked, int tried) => Should.Throw<ArgumentOutOfRangeException>(() => WilsonBound.Lower(worked, tried));
}
