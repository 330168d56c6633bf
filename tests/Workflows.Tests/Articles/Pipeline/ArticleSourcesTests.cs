using IntentEngine.Providers.LanguageModel;
using Shouldly;
using Xunit;

namespace IntentEngine.Workflows.Articles.Pipeline;

public sealed class ArticleSourcesTests
{
    [Fact]
    public void Cited_pages_come_first_each_once_and_only_web_addresses()
    {
        var research = new Research
        {
            Findings = [new Finding("H", [new Fact("f", "https://b.com/"), new Fact("g", null)])],
            Citations = [new Citation("A", "https://a.com"), new Citation("", "https://b.com"), new Citation("Bad", "javascript:alert(1)")],
        };
        var search = new SearchAnalysis { TopResults = [], CommonHeadings = [], ContentGaps = [], Citations = [new Citation("A again", "https://a.com/")] };

        ArticleSources.Of(search, research).ShouldBe([new ArticleSource("b.com", "https://b.com/"), new ArticleSource("A", "https://a.com/")]);
    }

    [Fact]
    public void There_are_no_more_than_twenty()
    {
        var research = new Research { Findings = [], Citations = [.. Enumerable.Range(0, 30).Select(i => new Citation("t", $"https://example.com/{i}"))] };

        ArticleSources.Of(new SearchAnalysis { TopResults = [], CommonHeadings = [], ContentGaps = [] }, research).Count.ShouldBe(20);
    }
}
