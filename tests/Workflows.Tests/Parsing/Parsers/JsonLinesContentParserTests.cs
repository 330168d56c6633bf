namespace IntentEngine.Workflows.Parsing.Parsers;

public sealed class JsonLinesContentParserTests
{
    [Fact]
    public void Every_line_is_a_record_and_empty_lines_are_nothing()
    {
        var parsed = Parsed.Of("{\"a\":1}\r\n\r\n{\"a\":2,\"b\":\"x\"}\n", "jsonl", "structured");

        (parsed.Columns(), parsed.Rows(), parsed.Content.RecordCount).ShouldBe(("a integer, b string?", """[[1,null],[2,"x"]]""", 2));
    }

    [Theory]
    [InlineData("{\"a\":1}\n\n{\"a\":\n", "Line 3:")]
    [InlineData("\n \n", "at least one line")]
    public void A_broken_line_is_named(string text, string refusal) => Parsed.Refusal(text, "jsonl", "structured").ShouldContain(refusal);

    [Fact]
    public void Rows_have_a_limit() =>
        Parsed.Refusal("1\n2\n3\n", "jsonl", "structured", limits: new ParseLimits { MaxRows = 2 }).ShouldStartWith("Line 3: expected at most 2 rows");
}
