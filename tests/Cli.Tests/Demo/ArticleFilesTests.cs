using Shouldly;
using Xunit;

namespace IntentEngine.Cli.Demo;

public sealed class ArticleFilesTests
{
    [Theory]
    [InlineData("How to start with CI, step by step", "how-to-start-with-ci-step-by-step")]
    [InlineData("  ../../etc/passwd  ", "etc-passwd")]
    [InlineData("持续集成", "")]
    [InlineData("a\0b", "a-b")]
    public void A_title_becomes_a_harmless_file_name(string title, string slug) => ArticleFiles.Slug(title).ShouldBe(slug);

    [Fact]
    public void A_long_title_becomes_a_short_file_name() => ArticleFiles.Slug(string.Join(' ', Enumerable.Repeat("word", 100))).Length.ShouldBeInRange(70, 80);
}
