namespace IntentEngine.Workflows.Parsing;

/// <summary>The files that people try first.</summary>
public sealed class SamplesTests
{
    [Theory]
    [InlineData("orders.csv", "structured", 4)]
    [InlineData("inventory.json", "structured", 2)]
    [InlineData("inventory.json", "data_model", 3)]
    [InlineData("visits.jsonl", "structured", 3)]
    [InlineData("handbook.md", "hybrid", 5)]
    [InlineData("handbook.md", "workflow", 3)]
    [InlineData("handbook.md", "data_model", 1)]
    [InlineData("opening-hours.html", "hybrid", 3)]
    [InlineData("closing.txt", "workflow", 3)]
    [InlineData("closing.txt", "unstructured", 1)]
    public void Every_sample_is_parsed(string name, string profile, int records) =>
        Parsed.Of(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Parsing", "Samples", name)), FileTypes.Of(null, null, name), profile).Content.RecordCount.ShouldBe(records);
}
