namespace IntentEngine.Workflows.Parsing.Parsers;

public sealed class MarkdownContentParserTests
{
    private const string Handbook = """
        ---
        title: not text
        ---
        Intro with a [link](https://example.com/a) &amp; `code`.

        # Handbook

        ## Prices

        | Item | Price |
        |------|------:|
        | Tea  | 1.50  |
        | **Milk** | 2 |

        ## Code

        ```csharp
        var x = 1;
        ```

        - one
          - two

        <div onclick="steal()">shown <script>hidden()</script></div>
        """;

    [Fact]
    public void Sections_hold_paragraphs_lists_and_code_and_name_their_tables()
    {
        var parsed = Parsed.Of(Handbook, "markdown", "hybrid");

        parsed.Text().ShouldBe([
            " | paragraph: Intro with a link & code.",
            "Handbook/Prices | table: Prices",
            "Handbook/Code | code: var x = 1;",
            "Handbook/Code | list_item: one",
            "Handbook/Code | list_item: two",
            "Handbook/Code | paragraph: shown",
        ]);
        (parsed.Columns(), parsed.Rows()).ShouldBe(("Item string, Price number", """[["Tea",1.50],["Milk",2]]"""));
        parsed.Document.GetProperty("links").GetRawText().ShouldBe("""[{"text":"link","href":"https://example.com/a"}]""");
        parsed.Document.GetProperty("sections")[3].GetProperty("paragraphs")[0].GetProperty("language").GetString().ShouldBe("csharp");
    }

    [Fact]
    public void Tables_under_one_heading_get_names_of_their_own()
    {
        var table = "\n| a |\n|---|\n| 1 |\n\ntext\n";

        var parsed = Parsed.Of("# T\n" + table + table + table, "markdown", "structured");

        parsed.Document.GetProperty("tables").EnumerateArray().Select(t => t.GetProperty("name").GetString()).ShouldBe(["T", "T (2)", "T (3)"]);
    }

    [Theory]
    [InlineData('>')]
    [InlineData('*')]
    [InlineData('[')]
    public void Nesting_that_nobody_wrote_is_no_danger(char mark)
    {
        // Refused or read as text: either is an answer, and the process lives.
        try
        {
            Parsed.Of(string.Concat(Enumerable.Repeat($"{mark} ", 20_000)) + "x", "markdown", "unstructured").Content.RecordCount.ShouldBePositive();
        }
        catch (ParseException refused)
        {
            refused.Message.ShouldNotBeEmpty();
        }
    }
}
