using Markdig;
using Markdig.Syntax;
using Shouldly;
using Xunit;

namespace IntentEngine.Workflows.Articles.Pipeline;

public sealed class ArticleMarkdownTests
{
    private static readonly ArticleJob Job = new() { ArticleId = Guid.Parse("33333333-3333-3333-3333-333333333333"), Title = "CRM pricing", Keyword = "crm pricing" };

    [Fact]
    public void An_article_has_one_title_an_introduction_its_sections_and_its_sources()
    {
        var article = Compose("CRM pricing, explained", "Short intro.", [("What it costs", "Ten *euros*."), ("Who pays", "# Sub\n\nYou do.")], [new ArticleSource("A [page]", "https://example.com/a(1)")])!;

        article.Markdown.ShouldBe("""
            # CRM pricing, explained

            Short intro.

            ## What it costs

            Ten *euros*.

            ## Who pays

            ### Sub

            You do.

            ## Sources

            1. [A \[page\]](https://example.com/a%281%29)

            """);
        article.Slug.ShouldBe("crm-pricing-explained");
        article.WordCount.ShouldBe(15);
        article.Sections.ShouldBe([new ArticleSection("What it costs", 2), new ArticleSection("Who pays", 3)]);
    }

    [Fact]
    public void Without_sources_there_is_no_sources_section() => Compose("T", "I.", [("H", "Text.")], [])!.Markdown.ShouldBe("# T\n\nI.\n\n## H\n\nText.\n");

    [Fact]
    public void A_section_that_is_empty_once_cleaned_makes_no_article() => Compose("T", "I.", [("H", "<script>x</script>")], []).ShouldBeNull();

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("[x](javascript:alert(1))")]
    [InlineData("`a` *b* _c_ # d")]
    [InlineData("&lt;b&gt;")]
    public void Titles_and_headings_are_plain_text_whatever_they_say(string text)
    {
        var markdown = Compose(text, "I.", [(text, "Text.")], [new ArticleSource(text, "https://example.com/")])!.Markdown;

        MarkdownCleanerTests.IsSafe(markdown).ShouldBeTrue();
        Markdown.ToPlainText(markdown).Split('\n')[0].ShouldBe(text);
        Markdown.Parse(markdown).Descendants<HeadingBlock>().Select(h => h.Level).ShouldBe([1, 2, 2]);
    }

    [Fact]
    public void An_open_fence_or_definition_in_one_section_does_not_reach_the_next()
    {
        var markdown = Compose("T", "I.", [("One", "```\ncode\n\n[x]: javascript:alert(1)"), ("Two", "[x] and [y]\n\n[y]: https://example.com")], [])!.Markdown;

        Markdown.Parse(markdown).Descendants<HeadingBlock>().Count().ShouldBe(3);
        MarkdownCleanerTests.IsSafe(markdown).ShouldBeTrue();
    }

    private static Article? Compose(string title, string introduction, (string Heading, string Text)[] sections, ArticleSource[] sources) => ArticleMarkdown.Compose(
        Job,
        new Outline { Title = title, Introduction = introduction, Sections = [.. sections.Select(s => new OutlineSection(s.Heading, []))] },
        [.. sections.Select(s => s.Text)],
        sources,
        grounded: true);
}
