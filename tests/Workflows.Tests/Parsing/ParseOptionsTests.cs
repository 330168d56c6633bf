using System.Text.Json;

namespace IntentEngine.Workflows.Parsing;

public sealed class ParseOptionsTests
{
    [Fact]
    public void Options_that_mean_the_same_are_written_the_same()
    {
        var written = Read("""{"chunk_size":1000,"has_header":true,"delimiter":null}""").Canonical();

        written.ShouldBe(ParseOptions.Read(null).Canonical());
        Read("""{"chunk_size":500}""").Canonical().ShouldNotBe(written);
    }

    [Theory]
    [InlineData("""{"delimeter":";"}""", "parse_options")]
    [InlineData("""{"delimiter":";;"}""", "one ASCII character")]
    [InlineData("""{"delimiter":"x"}""", "one ASCII character")]
    [InlineData("""{"delimiter":"§"}""", "one ASCII character")]
    [InlineData("""{"encoding":"latin"}""", "expected one of")]
    [InlineData("""{"ragged_rows":"drop"}""", "ragged_rows (fail, pad)")]
    [InlineData("""{"chunk_size":50}""", "100 to 20000")]
    [InlineData("""{"chunk_size":500,"chunk_size":600}""", "parse_options")]
    [InlineData("""[1]""", "expected a JSON object; came array")]
    public void Options_nobody_knows_are_refused(string json, string refusal) => Should.Throw<ParseException>(() => Read(json)).Message.ShouldContain(refusal);

    private static ParseOptions Read(string json) => ParseOptions.Read(JsonSerializer.Deserialize<JsonElement>(json));
}
