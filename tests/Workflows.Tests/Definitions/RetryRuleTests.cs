using FsCheck;
using FsCheck.Fluent;

namespace IntentEngine.Workflows.Definitions;

public sealed class RetryRuleTests
{
    [Theory]
    [InlineData(Backoff.Exponential, 1, new[] { 1.0, 2, 4, 8, 16, 30, 30 })]
    [InlineData(Backoff.Exponential, 2, new[] { 2.0, 4, 8, 16, 30 })]
    [InlineData(Backoff.Linear, 2, new[] { 2.0, 4, 6, 8 })]
    [InlineData(Backoff.None, 2, new[] { 0.0, 0, 0 })]
    public void Pauses_grow_as_their_class_says_up_to_thirty_seconds(Backoff backoff, int seconds, double[] expected)
    {
        var rule = new RetryRule(9, backoff, TimeSpan.FromSeconds(seconds));

        expected.Select((_, index) => rule.DelayBefore(index + 1).TotalSeconds).ShouldBe(expected);
    }

    [Fact]
    public void A_provider_that_asks_for_more_time_gets_it_but_at_most_ten_minutes()
    {
        var rule = new RetryRule(3, Backoff.Exponential, TimeSpan.FromSeconds(1));

        rule.DelayBefore(1, TimeSpan.FromSeconds(45)).ShouldBe(TimeSpan.FromSeconds(45));
        rule.DelayBefore(3, TimeSpan.FromSeconds(2)).ShouldBe(TimeSpan.FromSeconds(4));
        rule.DelayBefore(1, TimeSpan.FromHours(3)).ShouldBe(TimeSpan.FromMinutes(10));
        rule.DelayBefore(1, TimeSpan.FromSeconds(-5)).ShouldBe(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void Retries_are_counted_from_one() =>
        Should.Throw<ArgumentOutOfRangeException>(() => RetryRule.Never.DelayBefore(0));

    [Fact]
    public void A_later_retry_never_waits_less_and_none_waits_longer_than_the_cap() =>
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(Rules(), Gen.Choose(1, 5000).ToArbitrary(), (rule, retry) =>
            rule.DelayBefore(retry) <= rule.DelayBefore(retry + 1) && rule.DelayBefore(retry) <= RetryRule.MaxDelay && rule.DelayBefore(retry) >= TimeSpan.Zero));

    [Fact]
    public void The_longer_of_our_pause_and_the_providers_wins() =>
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(Rules(), Gen.Choose(1, 50).ToArbitrary(), Gen.Choose(0, 600).ToArbitrary(), (rule, retry, seconds) =>
        {
            var asked = TimeSpan.FromSeconds(seconds);
            var own = rule.DelayBefore(retry);
            return rule.DelayBefore(retry, asked) == (own > asked ? own : asked);
        }));

    private static Arbitrary<RetryRule> Rules() => (
        from retries in Gen.Choose(0, 10)
        from backoff in Gen.Elements(Enum.GetValues<Backoff>())
        from milliseconds in Gen.Choose(0, 100_000)
        select new RetryRule(retries, backoff, TimeSpan.FromMilliseconds(milliseconds))).ToArbitrary();
}
