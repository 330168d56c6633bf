using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace IntentEngine.Providers.KeywordData;

public sealed class KeywordTextTests
{
    [Theory]
    [InlineData("Raffia / Sutli Yarn Twisting Machine 1000, 2000, 4000", "raffia sutli yarn twisting machine 1000 2000 4000")]
    [InlineData("  C++ vs   C#  (.NET) ", "c++ vs c# .net")]
    [InlineData("r&d e-mail o'reilly", "r&d e-mail o'reilly")]
    [InlineData("what? is! \"docker\" 🐳", "what is docker")]
    [InlineData("ÜBER größe", "über größe")]
    [InlineData("a - b", "a b")]
    [InlineData("1 2 3 4 5 6 7 8 9 10 11 12", "1 2 3 4 5 6 7 8 9 10")]
    public void Keywords_become_what_the_provider_accepts(string given, string expected) => KeywordText.Sanitize(given).ShouldBe(expected);

    [Fact]
    public void A_long_keyword_is_cut_between_words() =>
        KeywordText.Sanitize(new string('a', 40) + " " + new string('b', 39) + " c").ShouldBe(new string('a', 40) + " " + new string('b', 39));

    [Theory]
    [InlineData("")]
    [InlineData("!!! ???")]
    [InlineData("🐳")]
    public void Nothing_left_is_our_own_mistake(string given) =>
        Should.Throw<ProviderException>(() => KeywordText.Sanitize(given)).ErrorType.ShouldBe(ProviderErrorType.ClientError);

    [Fact]
    public void Whatever_comes_the_limits_hold_and_a_second_pass_changes_nothing() => Prop.ForAll<string>(given =>
    {
        string keyword;
        try
        {
            keyword = KeywordText.Sanitize(given ?? "");
        }
        catch (ProviderException)
        {
            return true;
        }
        return keyword.Length is > 0 and <= KeywordText.MaxLength && keyword.Split(' ').Length <= KeywordText.MaxWords && KeywordText.Sanitize(keyword) == keyword;
    }).QuickCheckThrowOnFailure();
}
