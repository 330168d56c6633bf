namespace IntentEngine.Intents.Artifacts.Uploads;

public sealed class DisplayNamesTests
{
    [Theory]
    [InlineData("stock.csv", "stock.csv")]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("C:\\Users\\a\\stock.csv", "stock.csv")]
    [InlineData("a\r\nSet-Cookie: x.csv", "aSet-Cookie: x.csv")]
    [InlineData("exe.\u202Ecsv", "exe.csv")]
    [InlineData("  Bücher 📚.csv ", "Bücher 📚.csv")]
    [InlineData("half \ud83d.csv", "half .csv")]
    [InlineData("..", null)]
    [InlineData("a/", null)]
    [InlineData("\0", null)]
    [InlineData(null, null)]
    public void A_name_is_made_fit_to_be_shown(string? sent, string? shown) => DisplayNames.Of(sent).ShouldBe(shown);

    [Fact]
    public void A_long_name_is_cut_between_characters()
    {
        var shown = DisplayNames.Of(string.Concat(Enumerable.Repeat("📚", 200)))!;

        shown.Length.ShouldBe(254);
        shown.EnumerateRunes().ShouldAllBe(rune => rune.Value == 0x1F4DA);
    }
}
