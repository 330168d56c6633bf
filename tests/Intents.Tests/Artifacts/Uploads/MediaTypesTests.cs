using System.Text;

namespace IntentEngine.Intents.Artifacts.Uploads;

public sealed class MediaTypesTests
{
    [Theory]
    [InlineData("text/plain", "MZ is how this sentence begins")]
    [InlineData("application/json", "[1]")]
    [InlineData("text/html", "")]
    [InlineData("image/png", "anything, for it was allowed by hand")]
    [InlineData("application/pdf", "%PDF-1.7")]
    public void What_can_be_of_the_type_passes(string type, string head) => MediaTypes.Contradiction(type, Encoding.Latin1.GetBytes(head)).ShouldBeNull();

    [Fact]
    public void Text_of_sixteen_bits_passes() => MediaTypes.Contradiction("text/csv", Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("a,b")).ToArray()).ShouldBeNull();

    [Theory]
    [InlineData("text/csv", "\u001f\u008b\u0008", "gzip")]
    [InlineData("text/csv", "\u0089PNG\r\n", "PNG")]
    [InlineData("text/plain", "MZ\u0090\0\u0003", "program")]
    [InlineData("text/plain", "\u007fELF", "program")]
    [InlineData("application/json", "{\0", "NUL")]
    [InlineData("application/pdf", "PK\u0003\u0004", "ZIP")]
    public void What_cannot_is_named(string type, string head, string came) => MediaTypes.Contradiction(type, Encoding.Latin1.GetBytes(head)).ShouldNotBeNull().ShouldContain(came);

    [Theory]
    [InlineData("a.CSV", "text/csv")]
    [InlineData("a.b.jsonl", "application/x-ndjson")]
    [InlineData("csv", null)]
    [InlineData("a.exe", null)]
    [InlineData(null, null)]
    public void Names_tell_types(string? name, string? type) => MediaTypes.OfName(name).ShouldBe(type);
}
