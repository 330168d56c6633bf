using FsCheck;
using FsCheck.Fluent;

namespace IntentEngine.Intents.Rtfs.Printing;

public sealed class FormPrinterTests
{
    [Fact]
    public void What_is_printed_parses_to_an_equal_form() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(AnyForm.Any.ToArbitrary(), form => Expressions.Parse(FormPrinter.Print(form)).Equals(form)));

    [Theory]
    [InlineData(" ( f , [1  +2] ; x\n {:a -0.5} )", "(f [1 2] {:a -0.5})")]
    [InlineData("1.0e20", "1.0E+20")]
    [InlineData("100.0", "100.0")]
    [InlineData("0.1", "0.1")]
    [InlineData("1.0e-7", "1.0E-07")]
    [InlineData("##-Inf", "##-Inf")]
    [InlineData("\"a\\\"\\\\\\n\\d\"", "\"a\\\"\\\\\\n\\\\d\"")]
    [InlineData("()", "()")]
    public void The_text_is_on_one_line_with_single_blanks(string source, string printed) =>
        FormPrinter.Print(Expressions.Parse(source)).ShouldBe(printed);

    [Fact]
    public void An_excerpt_is_short_and_what_every_database_keeps()
    {
        Excerpt.Of("a\0b\n\ud83dc", 10).ShouldBe("a\ufffdb\ufffd\ufffdc");
        Excerpt.Of("aaa😀", 4).ShouldBe("aaa…");
        Excerpt.Of("aaa😀", 5).ShouldBe("aaa😀");
    }
}
