namespace IntentEngine.Architecture;

public sealed class GeneratedTests
{
    [Fact]
    public void The_same_text_is_no_difference() => Generated.Difference("a\nb\n", "a\nb\n").ShouldBeNull();

    [Fact]
    public void A_changed_line_is_named() => Generated.Difference("a\nb\n", "a\nc\n").ShouldBe("line 2: the file has 'b', the code gives 'c'");

    [Fact]
    public void A_missing_line_is_named() => Generated.Difference("a\n", "a\nb\n").ShouldBe("line 2: the file has '', the code gives 'b'");
}
