using Shouldly;

namespace IntentEngine.Lineage.Traversal;

public sealed class PositionTests
{
    private static readonly Position Somewhere = new(Part.Below, 3, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddTicks(10), "an-id/with ünusual ✓");

    [Fact]
    public void What_was_written_is_read() => Position.Read(Somewhere.Write("q"), "q").ShouldBe(Somewhere);

    [Fact]
    public void A_position_of_another_question_is_none() => Position.Read(Somewhere.Write("q"), "p").ShouldBeNull();

    [Theory, InlineData(""), InlineData("AAAA"), InlineData("not base64!"), InlineData("%00")]
    public void What_was_made_up_is_none(string text) => Position.Read(text, "q").ShouldBeNull();

    [Fact]
    public void A_position_that_was_tampered_with_never_throws_and_reaches_no_impossible_values()
    {
        var bytes = System.Buffers.Text.Base64Url.DecodeFromChars(Somewhere.Write("q"));
        for (var i = 8; i < bytes.Length; i++)
            foreach (var value in new byte[] { 0, 0x7F, 0x80, 0xFF })
            {
                var changed = (byte[])bytes.Clone();
                changed[i] = value;
                if (Position.Read(System.Buffers.Text.Base64Url.EncodeToString(changed), "q") is { } read)
                    (Enum.IsDefined(read.Part) && !read.Id.Contains('\0', StringComparison.Ordinal) && read.At >= DateTimeOffset.MinValue).ShouldBeTrue();
            }
    }

    [Fact]
    public void A_text_of_any_length_is_at_most_none() => Position.Read(new string('A', 1_000_000), "q").ShouldBeNull();
}
