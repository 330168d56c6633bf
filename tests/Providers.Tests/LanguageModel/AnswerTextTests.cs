using Shouldly;
using Xunit;

namespace IntentEngine.Providers.LanguageModel;

public sealed class AnswerTextTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("<think>a\nb</think>\n answer", "answer")]
    [InlineData("thought without start</think>answer", "answer")]
    [InlineData("<think>never ends", "")]
    [InlineData("```json\n{\"a\":1}\n```", "{\"a\":1}")]
    [InlineData("```\ntext\n```", "text")]
    [InlineData("<THINK>x</THINK>```markdown\n# A\n\n```js\ncode\n```\n```", "# A\n\n```js\ncode\n```")]
    [InlineData("text with ```code``` inside", "text with ```code``` inside")]
    public void Thinking_and_fences_are_taken_away(string given, string expected) => AnswerText.Strip(given).ShouldBe(expected);

    [Theory]
    [InlineData("{\"a\":1}", "{\"a\":1}")]
    [InlineData("Here it is: {\"a\":{\"b\":[1]}} Enjoy!", "{\"a\":{\"b\":[1]}}")]
    [InlineData("Sure.\n```json\n[1,2]\n```\nMore {text}", "[1,2]")]
    [InlineData("<think>{\"no\":1}</think>{\"yes\":1}", "{\"yes\":1}")]
    public void The_JSON_is_found_between_words(string given, string expected) => AnswerText.Json(given)!.Value.GetRawText().ShouldBe(expected);

    [Theory]
    [InlineData("")]
    [InlineData("no json")]
    [InlineData("{\"a\":")]
    [InlineData("} {")]
    [InlineData("\"a text\"")]
    public void Other_text_has_no_JSON(string given) => AnswerText.Json(given).ShouldBeNull();
}
