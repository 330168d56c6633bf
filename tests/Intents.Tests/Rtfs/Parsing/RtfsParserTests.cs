using System.Text;
using IntentEngine.Intents.Rtfs.Syntax;
using IntentEngine.Intents.Rtfs.Values;

namespace IntentEngine.Intents.Rtfs.Parsing;

public sealed class RtfsParserTests
{
    public static TheoryData<string, string> Rejected => new()
    {
        { "", "1:1: expected an expression, got the end of the text" },
        { " ; only a comment", "1:18: expected an expression, got the end of the text" },
        { "1 2", "1:3: expected the end of the text after one expression, got '2'" },
        { ")", "1:1: expected an expression, got ')'" },
        { "(+ 1\n  [2 3)", "2:7: expected ']' to close the '[' at 2:3, got ')'" },
        { "(a\r\n(b", "2:3: expected ')' to close the '(' at 2:1, got the end of the text" },
        { "(a\r(b", "2:3: expected ')' to close the '(' at 2:1, got the end of the text" },
        { "{:a 1 :b}", "1:7: expected a value for the key :b of the map at 1:1, got '}'" },
        { "{:a 1 :a 2}", "1:7: expected every key of the map at 1:1 once, got :a again" },
        { "{1 :a +1 :b}", "1:7: expected every key of the map at 1:1 once, got 1 again" },
        { "{1.0 2}", "1:2: expected a keyword, a string or an integer as key of the map at 1:1, got 1.0" },
        { "\"abc", "1:1: expected '\"' to end this string, got the end of the text" },
        { "\"abc\\", "1:1: expected '\"' to end this string, got the end of the text" },
        { "#| open", "1:1: expected '|#' to end this comment, got the end of the text" },
        { "#x", "1:1: expected ##Inf, ##-Inf, ##NaN or a comment #| … |# after '#'" },
        { "##Infinity", "1:6: expected a blank or a bracket after ##Inf, got 'i'" },
        { "12ab", "1:3: expected a blank or a bracket after the number 12, got 'a'" },
        { "1.", "1:3: expected a digit after the point, got the end of the text" },
        { "1.5e", "1:5: expected a digit in the exponent, got the end of the text" },
        { "1.5.2", "1:4: expected a blank or a bracket after the number 1.5, got '.'" },
        { "1e5", "1:2: expected a point before the exponent, as in 1.0e5, got 'e'" },
        { "9223372036854775808", "1:1: expected an integer from -9223372036854775808 to 9223372036854775807, got 9223372036854775808" },
        { "1.0e999", "1:1: expected a float of 64 bits (or ##Inf), got 1.0e999" },
        { ":", "1:2: expected a name after ':', got the end of the text" },
        { ":1a", "1:2: expected a name after ':', got '1'" },
        { "a:b", "1:2: expected a blank or a bracket after the symbol 'a', got ':'" },
        { "größe", "1:3: expected a blank or a bracket after the symbol 'gr', got 'ö'" },
        { "'a", "1:1: expected an expression, got '''" },
        { "\u0001", "1:1: expected an expression, got U+0001" },
        { "(a \"\0\")", "1:5: expected text, got U+0000" },
        { "(if a)", "1:1: expected (if condition then) or (if condition then else), got 1 forms after 'if'" },
        { "(if a b c d)", "1:1: expected (if condition then) or (if condition then else), got 4 forms after 'if'" },
        { "(let [a 1])", "1:1: expected (let [name value …] body …), got too few forms" },
        { "(let a a)", "1:1: expected a vector of names and values after 'let', got a" },
        { "(let [1 2] 3)", "1:7: expected a name, got 1" },
        { "(fn [a])", "1:1: expected (fn [name …] body …), got too few forms" },
        { "(fn a a)", "1:1: expected a vector of names after 'fn', got a" },
        { "(fn [a :b] a)", "1:8: expected a name, got :b" },
        { "(fn [a a] a)", "1:8: expected every parameter once, got a again" },
    };

    [Theory]
    [MemberData(nameof(Rejected))]
    public void An_error_says_where_what_was_expected_and_what_came(string source, string error) =>
        Expressions.ParseError(source).ToString().ShouldBe(error);

    [Theory]
    [InlineData("-5", "integer")]
    [InlineData("+5", "integer")]
    [InlineData("9223372036854775807", "integer")]
    [InlineData("-9223372036854775808", "integer")]
    [InlineData("1.5", "float")]
    [InlineData("-1.5e+3", "float")]
    [InlineData("##Inf", "float")]
    [InlineData("##-Inf", "float")]
    [InlineData("##NaN", "float")]
    [InlineData("nil", "nil")]
    [InlineData("true", "boolean")]
    [InlineData("\"a\"", "string")]
    [InlineData(":a", "keyword")]
    [InlineData(":ns:v1.0/name", "keyword")]
    [InlineData(":a.b/c?", "keyword")]
    public void A_token_is_the_literal_it_looks_like(string source, string type) =>
        Expressions.Parse(source).ShouldBeOfType<LiteralForm>().Value.TypeName.ShouldBe(type);

    [Theory]
    [InlineData("-")]
    [InlineData("->")]
    [InlineData("-a")]
    [InlineData("+")]
    [InlineData("nil?")]
    [InlineData("nilly")]
    [InlineData("true?")]
    [InlineData("falsehood")]
    [InlineData("str/includes?")]
    [InlineData("my.ns/name-2")]
    [InlineData("a@1")]
    [InlineData("%")]
    public void A_token_that_only_begins_like_a_literal_is_a_symbol(string source) =>
        Expressions.Parse(source).ShouldBeOfType<SymbolForm>().Name.ShouldBe(source);

    [Fact]
    public void Commas_and_comments_are_blanks() =>
        Expressions.Parse(" , [1,2 ; the rest\n #| of ; ] it |# 3,] #||# ; end").ShouldBe(Expressions.Parse("[1 2 3]"));

    [Fact]
    public void Forms_need_no_blank_where_brackets_and_quotes_part_them() =>
        Expressions.Parse("(a[1]\"b\"{:c\"d\"}#|e|#f)").ShouldBe(Expressions.Parse("(a [1] \"b\" {:c \"d\"} f)"));

    [Fact]
    public void A_string_keeps_the_backslash_of_an_escape_it_does_not_know() =>
        Expressions.Parse("""  "a\"b\\c\n\r\t\d+ ü;#|(" """).ShouldBe(new LiteralForm(new StringValue("a\"b\\c\n\r\t\\d+ ü;#|(")));

    [Fact]
    public void Forms_are_equal_by_structure_wherever_they_stand()
    {
        var one = Expressions.Parse("(f [1 {:a \"x\"}])");
        var other = Expressions.Parse(" ( f\n[1, {:a \"x\"} ] )");

        other.ShouldBe(one);
        other.GetHashCode().ShouldBe(one.GetHashCode());
        Expressions.Parse("(f [1 {:a \"y\"}])").ShouldNotBe(one);
        Expressions.Parse("[f]").ShouldNotBe(Expressions.Parse("(f)"));
    }

    [Fact]
    public void A_form_knows_its_own_part_of_the_source()
    {
        const string source = "(f\n  [1, 2 ;two\n ] x)";

        var list = Expressions.Parse(source).ShouldBeOfType<ListForm>();

        list.Items[1].Span.Cut(source).ShouldBe("[1, 2 ;two\n ]");
        list.Items[1].Span.At.ShouldBe(new SourcePosition(2, 3));
        list.Items[2].Span.At.ShouldBe(new SourcePosition(3, 4));
    }

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    [InlineData(8000, false)]
    public void Brackets_nest_64_deep(int depth, bool accepted)
    {
        var source = new string('[', depth) + new string(']', depth);

        RtfsParser.TryParse(source, out _, out var error).ShouldBe(accepted);
        if (!accepted) error!.ToString().ShouldBe("1:65: expected at most 64 brackets inside each other, got one more");
    }

    [Fact]
    public void A_source_has_16_KiB_of_UTF_8()
    {
        var full = $"\"{new string('ü', 8191)}\"";

        Encoding.UTF8.GetByteCount(full).ShouldBe(16 * 1024);
        Expressions.Parse(full);
        Expressions.ParseError(full + " ").ToString().ShouldBe("1:1: expected at most 16384 bytes of source, got 16385 or more");
        Expressions.ParseError(new string('x', 20_000_000)).Message.ShouldContain("16384");
    }
}
