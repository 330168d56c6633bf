using System.Text;

namespace IntentEngine.Workflows.Parsing.Sources;

public sealed class SourceTextTests
{
    public static TheoryData<string, byte[]> Marked => new()
    {
        { "utf-8", [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes("née,b\n1,2\n")] },
        { "utf-16", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("née,b\n1,2\n")] },
        { "utf-16be", [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes("née,b\n1,2\n")] },
        { "utf-32", [0xFF, 0xFE, 0, 0, .. Encoding.UTF32.GetBytes("née,b\n1,2\n")] },
        { "utf-8", Encoding.UTF8.GetBytes("née,b\n1,2\n") },
        { "windows-1252", [(byte)'n', 0xE9, (byte)'e', .. Encoding.ASCII.GetBytes(",b\n1,2\n")] },
    };

    [Theory]
    [MemberData(nameof(Marked))]
    public void The_encoding_is_found_by_its_mark_or_by_looking(string encoding, byte[] bytes)
    {
        var parsed = Parsed.Of(bytes, "csv", "structured");

        (parsed.Columns(), parsed.Document.GetProperty("encoding").GetString()).ShouldBe(("née integer, b integer", encoding));
    }

    [Fact]
    public void A_named_encoding_is_taken_at_its_word() =>
        Parsed.Of(Encoding.Unicode.GetBytes("é"), "text", "unstructured", new ParseOptions { Encoding = "utf-16" }).Chunks().ShouldBe(["é"]);

    [Fact]
    public void Bytes_that_mean_nothing_in_the_named_encoding_are_refused() =>
        Should.Throw<ParseException>(() => Parsed.Of([0x61, 0xE9, 0x61], "text", "unstructured", new ParseOptions { Encoding = "utf-8" })).Message.ShouldContain("The file is not utf-8: byte 1");

    [Fact]
    public void Binary_files_are_refused_by_their_line() =>
        Should.Throw<ParseException>(() => Parsed.Of([0x61, 0x0A, 0x00, 0x61], "text", "unstructured")).Message.ShouldStartWith("Line 2: expected text; came a NUL character");
}
