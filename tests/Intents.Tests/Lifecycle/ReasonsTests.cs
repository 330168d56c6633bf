namespace IntentEngine.Intents.Lifecycle;

public sealed class ReasonsTests
{
    [Fact]
    public void A_long_reason_is_cut_and_shows_it()
    {
        var kept = Reasons.Shorten(new string('x', 2001));

        kept.Length.ShouldBe(2000);
        kept[^1].ShouldBe('…');
        Reasons.Shorten(new string('x', 2000)).ShouldBe(new string('x', 2000));
    }

    [Fact]
    public void What_the_database_cannot_keep_is_left_out() => Reasons.Shorten("a\0b").ShouldBe("ab");
}
