namespace IntentEngine.Workflows.Parsing.Parsers;

public sealed class TextContentParserTests
{
    [Fact]
    public void Empty_lines_part_paragraphs_and_items_are_recognised()
    {
        var parsed = Parsed.Of("First\nparagraph.\r\n\r\n1. Boil\n   the water\n2) Pour\n- tea\n\nStep 3: Drink\n", "text", "hybrid");

        parsed.Text().ShouldBe([" | paragraph: First\nparagraph.", " | list_item: Boil\nthe water", " | list_item: Pour", " | list_item: tea", " | list_item: Drink"]);
        parsed.Document.GetProperty("sections")[0].GetProperty("paragraphs").EnumerateArray().Skip(1).Select(p => p.GetProperty("ordered").GetBoolean()).ShouldBe([true, true, false, true]);
    }

    [Fact]
    public void Prose_has_no_tables() => Parsed.Refusal("Just words.", "text", "structured").ShouldContain("has none. Choose unstructured");
}
