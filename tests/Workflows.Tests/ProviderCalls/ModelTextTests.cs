using Shouldly;
using Xunit;

namespace IntentEngine.Workflows.ProviderCalls;

public sealed class ModelTextTests
{
    [Theory]
    [InlineData(null, "")]
    [InlineData("  a \n\t b\u0007\u200bc ", "a b c")]
    [InlineData("abcdef", "abcde")]
    [InlineData("abcd😀", "abcd")]
    public void A_line_has_no_breaks_no_control_characters_and_a_limit(string? text, string expected) => ModelText.Line(text, 5).ShouldBe(expected);

    [Fact]
    public void Lines_leave_out_the_empty_and_the_repeated() => ModelText.Lines(["a", " ", null, "A", "b", "c"], 2, 10).ShouldBe(["a", "b"]);

    [Theory]
    [InlineData("https://example.com/a b", "https://example.com/a%20b")]
    [InlineData("javascript:alert(1)", null)]
    [InlineData("https://user:secret@example.com", null)]
    [InlineData("/relative", null)]
    [InlineData("", null)]
    public void Only_plain_web_addresses_pass(string text, string? expected) => ModelText.HttpUrl(text).ShouldBe(expected);
}
