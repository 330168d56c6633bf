namespace IntentEngine.Workflows.Parsing.Parsers;

public sealed class HtmlContentParserTests
{
    private const string Page = """
        <!doctype html><html><head><title>No text</title><style>p{}</style><script src="http://127.0.0.1:1/x.js"></script></head>
        <body><nav>Menu <a href="/home">Home</a></nav>
        <h1>Shop <small>today</small></h1>
        loose <b>words</b> here
        <p>First<br>line <img src="http://127.0.0.1:1/x.png" alt="x"> <a href="https://example.com">there</a></p>
        <div><div><p>deep</p></div></div>
        <ol><li>One<ul><li>Sub</li></ul></li><li><p>Two</p></li></ol>
        <table><caption>Prices</caption><thead><tr><th>Item</th><th>Price</th></tr></thead><tbody><tr><td>Tea</td><td>1</td></tr><tr><td colspan="2">none</td></tr></tbody></table>
        <table><tr><td>5</td></tr></table>
        <pre><code class="language-js">if (a &lt; b)
          go();</code></pre>
        <script>document.write("<p>written</p>")</script><noscript>no script</noscript>
        </body></html>
        """;

    [Fact]
    public void A_page_is_what_a_reader_sees_without_scripts()
    {
        var parsed = Parsed.Of(Page, "html", "hybrid");

        parsed.Text().ShouldBe([
            " | paragraph: Menu Home",
            "Shop today | paragraph: loose words here",
            "Shop today | paragraph: First\nline there",
            "Shop today | paragraph: deep",
            "Shop today | list_item: One",
            "Shop today | list_item: Sub",
            "Shop today | list_item: Two",
            "Shop today | table: Prices",
            "Shop today | table: Shop today",
            "Shop today | code: if (a < b)\n  go();",
        ]);
        (parsed.Columns(), parsed.Rows()).ShouldBe(("Item string, Price string", """[["Tea","1"],["none","none"]]"""));
        (parsed.Columns(1), parsed.Rows(1)).ShouldBe(("column_1 integer", "[[5]]"));
        parsed.Document.GetProperty("links").GetRawText().ShouldBe("""[{"text":"Home","href":"/home"},{"text":"there","href":"https://example.com"}]""");
    }

    [Fact]
    public void Depth_has_a_limit() =>
        Parsed.Refusal(string.Concat(Enumerable.Repeat("<div>", 200_000)) + "x", "html", "unstructured").ShouldContain("at most 256 elements deep");

    [Fact]
    public void Marks_that_are_never_closed_do_not_multiply_without_limit()
    {
        var marks = string.Concat(Enumerable.Range(0, 200).Select(i => $"<b id={i}>"));

        Parsed.Refusal("<p>" + marks + "</p>" + string.Concat(Enumerable.Repeat("<p>x</p>", 30_000)), "html", "unstructured").ShouldContain("far more elements");
    }

    [Fact]
    public void A_page_is_not_believed_about_its_encoding() =>
        Parsed.Of("<meta charset=iso-8859-1><p>née</p>", "html", "unstructured").Chunks().ShouldBe(["née"]);
}
