namespace IntentEngine.Workflows.Parsing;

public sealed class FileTypesTests
{
    [Theory]
    [InlineData(null, "text/csv; charset=utf-8", "x.txt", "csv")]
    [InlineData(null, "application/octet-stream", "Handbook.MD", "markdown")]
    [InlineData(null, "text/plain", "rows.jsonl", "jsonl")]
    [InlineData(null, "text/plain", null, "text")]
    [InlineData("JSON", "text/csv", "x.csv", "json")]
    [InlineData(".md", null, null, "markdown")]
    public void What_was_asked_for_wins_then_the_media_type_then_the_name(string? wanted, string? media, string? name, string type) => FileTypes.Of(wanted, media, name).ShouldBe(type);

    [Theory]
    [InlineData("pdf", "text/csv", "x.csv")]
    [InlineData(null, "application/pdf", "x.pdf")]
    [InlineData(null, null, null)]
    public void A_type_nobody_reads_is_refused(string? wanted, string? media, string? name) =>
        Should.Throw<ParseException>(() => FileTypes.Of(wanted, media, name)).Message.ShouldContain("csv, json, jsonl, markdown, html, text");
}
