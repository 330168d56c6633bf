using FsCheck;
using FsCheck.Fluent;
using Shouldly;

namespace IntentEngine.Lineage.Similarity;

public sealed class ErrorTemplateTests
{
    [Theory]
    [InlineData("Timeout after 30 s", "timeout after <num> s")]
    [InlineData("Timeout after 1,500.25 s", "timeout after <num> s")]
    [InlineData("Order 0f8fad5b-d9cb-469f-a165-70867728950e is gone", "order <uuid> is gone")]
    [InlineData("at 2026-01-02T03:04:05.678Z it broke", "at <time> it broke")]
    [InlineData("2026-01-02 03:04:05,678 it broke", "<time> it broke")]
    [InlineData("Cannot open /var/lib/x/data.json: denied", "cannot open <path>: denied")]
    [InlineData("""Cannot open C:\data\x.json""", "cannot open <path>")]
    [InlineData("in src/app/main.py line 7", "in <path> line <num>")]
    [InlineData("in src/main.py line 7", "in <path> line <num>")]
    [InlineData("read and/or write", "read and/or write")]
    [InlineData("Expected 'abc' but came \"d e f\"", "expected <text> but came <text>")]
    [InlineData("The user's file can't be read", "the user's file can't be read")]
    [InlineData("at address 0xDEADBEEF", "at address <hex>")]
    [InlineData("commit 3f2a9c81d0 is unknown", "commit <hex> is unknown")]
    [InlineData("the facade is decade old", "the facade is decade old")]
    [InlineData("request req_8fJ3kd92 failed", "request <id> failed")]
    [InlineData("exec_001 failed in utf8", "exec_<num> failed in utf<num>")]
    [InlineData("GET https://example.org/a/b?c=d answered 503", "get <url> answered <num>")]
    [InlineData("no route to 10.0.0.7:5432", "no route to <ip>")]
    [InlineData("tell ann.lee@example.org", "tell <email>")]
    [InlineData("ids 1, 2, 3 are missing", "ids <num> are missing")]
    [InlineData("ids 1, 2 are missing", "ids <num> are missing")]
    [InlineData("  spaces\t and\n lines ", "spaces and lines")]
    [InlineData("FileNotFoundError: config.json not found", "filenotfounderror: config.json not found")]
    [InlineData("   ", "")]
    [InlineData(null, "")]
    public void What_varies_is_taken_out_and_what_is_said_stays(string? message, string template) => ErrorTemplate.Of(message).ShouldBe(template);

    [Fact]
    public void The_template_of_a_template_is_itself() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(2000), Prop.ForAll(Messages.ToArbitrary(), message =>
    {
        var template = ErrorTemplate.Of(message);
        ErrorTemplate.Of(template).ShouldBe(template, message);
        template.Length.ShouldBeLessThanOrEqualTo(ErrorTemplate.Longest);
    }));

    [Fact]
    public void Long_messages_end_at_a_word_and_one_without_words_is_a_placeholder()
    {
        var words = string.Join(' ', Enumerable.Repeat("word", 1500));
        ErrorTemplate.Of(words).ShouldEndWith("word");
        ErrorTemplate.Of(words).Length.ShouldBe(999);
        ErrorTemplate.Of(new string('x', 5000)).ShouldBe("<blob>");
        // A cut within a pair of characters that are one letter would be no text at all.
        var letters = string.Concat(Enumerable.Repeat("a 😀 ", 1000));
        ErrorTemplate.Of(letters + "😀").ShouldNotContain('\uFFFD');
        new System.Text.UTF8Encoding(false, throwOnInvalidBytes: true).GetByteCount(ErrorTemplate.Of(new string(' ', 3999) + "😀 x")).ShouldBeGreaterThanOrEqualTo(0);
    }

    // Pieces that the rules are about, glued together in ways nobody thought of.
    private static readonly Gen<string> Messages =
        from pieces in Gen.Elements(
            "12", "-3.5", "a1b2c3", "deadbeef99", "0x1f", "'", "\"", "`", "'x'", "x'", " ", "  ", ", ", "/", "\\", "/a/b", "c:\\x", "http://h/p", "a@b.c", "1.2.3.4", ":80",
            "2026-01-02", "t03:04:05z", "12:00:00", "0f8fad5b-d9cb-469f-a165-70867728950e", "<num>", "<", ">", "<text", "word", "it's", "_", "-", ".", ";", "(", "é", "İ", "😀", new string('q', 130))
            .NonEmptyListOf()
        select string.Concat(pieces);
}
