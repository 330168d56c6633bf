using FsCheck;
using FsCheck.Fluent;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Shouldly;
using Xunit;

namespace IntentEngine.Workflows.Articles.Pipeline;

public sealed class MarkdownCleanerTests
{
    [Theory]
    [InlineData("Plain *text* with `code` and [a link](https://example.com).", "Plain *text* with `code` and [a link](https://example.com).")]
    [InlineData("a <b>bold</b> word", "a bold word")]
    [InlineData("<script>alert(1)</script>\n\ntext", "text")]
    [InlineData("<div onclick=\"x\">\nkept words\n</div>", "kept words")]
    [InlineData("before\n\n<!-- secret -->\n\nafter", "before\n\n\n\nafter")]
    [InlineData("<scr<b>ipt>alert(1)</scr</b>ipt>", "&lt;script>alert(1)&lt;/script>")]
    [InlineData("[click](javascript:alert(1))", "click")]
    [InlineData("[click](  JaVaScRiPt:alert(1) )", "click")]
    [InlineData("![logo](https://tracker.example.com/x.png)", "logo")]
    [InlineData("[home](/pricing)", "home")]
    [InlineData("<javascript:alert(1)>", "javascript:alert(1)")]
    [InlineData("<https://example.com/a(b)>", "[https://example.com/a(b)](https://example.com/a%28b%29)")]
    [InlineData("[x][y]\n\n[y]: javascript:alert(1)", "x")]
    [InlineData("[x][y]\n\n[y]: https://example.com", "[x](https://example.com/)")]
    [InlineData("a <img src=x onerror=alert(1)//", "a &lt;img src=x onerror=alert(1)//")]
    [InlineData("`<b>` stays code", "`<b>` stays code")]
    [InlineData("```html\n<b>\n```", "```html\n<b>\n```")]
    [InlineData("1 < 2 and 3 > 2", "1 < 2 and 3 > 2")]
    public void Unsafe_parts_go_and_the_words_stay(string markdown, string expected) => Clean(markdown).ShouldBe(expected);

    [Theory]
    [InlineData("# One\n\ntext\n\n## Two", "### One\n\ntext\n\n#### Two")]
    [InlineData("Setext\n======\n\ntext", "### Setext\n\ntext")]
    [InlineData("### Fine\n\ntext", "### Fine\n\ntext")]
    [InlineData("##### Deep\n\ntext", "##### Deep\n\ntext")]
    [InlineData("## my heading\n\ntext", "text")]
    [InlineData("# A\n\n###### B", "### A\n\n###### B")]
    [InlineData("#\n\ntext", "text")]
    public void Headings_move_below_the_section(string markdown, string expected) => Clean(markdown).ShouldBe(expected);

    [Fact]
    public void An_open_code_fence_is_closed() => Clean("text\n\n````js\nlet a;").ShouldBe("text\n\n````js\nlet a;\n````");

    [Fact]
    public void An_open_comment_swallows_nothing() => Clean("<!-- note\n\nThe text.").ShouldContain("The text.");

    [Fact]
    public void Nothing_but_a_script_is_nothing() => Clean("<script>alert(1)</script>").ShouldBeEmpty();

    [Fact]
    public void Whatever_comes_in_nothing_unsafe_comes_out_and_clean_text_stays_as_it_is()
    {
        var pieces = Gen.Elements(
            "<script>", "</script>", "<b", ">", "<", "</", "<!--", "-->", "<a href=", "javascript:alert(1)", "[", "]", "(", ")", "![", "[x]: ", "`", "```", "\n", "\n\n", "# ", "## ", "===",
            "\\", "&lt;", "text", " ", "    ", "> ", "- ", "https://example.com", "<https://example.com>", "<div>", "<![CDATA[", "<?php", "*", "_", "onerror=x", "\"", "\t", "\r", "~~~");
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(3000), Prop.ForAll(pieces.ArrayOf().Select(string.Concat).ToArbitrary(), text =>
        {
            var clean = Clean(text);
            return IsSafe(clean) && IsSafe($"# Title\n\n{clean}\n\n## Next\n\nmore") && Clean(clean) == clean;
        }));
    }

    // Judged without the cleaner's own finder.
    internal static bool IsSafe(string markdown)
    {
        var html = Markdown.ToHtml(markdown);
        var elements = Markdown.Parse(markdown).Descendants().ToList();
        return elements.TrueForAll(e => e is not (HtmlBlock or HtmlInline))
            && elements.OfType<LinkInline>().All(link => !link.IsImage && link.Url!.StartsWith("http", StringComparison.Ordinal))
            && !html.Contains("<script", StringComparison.OrdinalIgnoreCase) && !html.Contains("href=\"javascript", StringComparison.OrdinalIgnoreCase);
    }

    private static string Clean(string markdown) => MarkdownCleaner.Clean(markdown, "My heading");
}
