namespace IntentEngine.Workflows.Parsing.Profiles;

public sealed class ProfilesTests
{
    private const string Sop = """
        # Brewing tea
        Read this first.
        ## Prepare
        1. Boil water
           - to 95 °C
           - not more

           Use the kettle.
        2. Warm the pot
        ## Brew
        1. Pour
        """;

    [Fact]
    public void A_procedure_is_its_numbered_steps_with_what_belongs_to_them()
    {
        var parsed = Parsed.Of(Sop, "markdown", "workflow");

        parsed.Document.GetProperty("title").GetString().ShouldBe("Brewing tea");
        parsed.Document.GetProperty("steps").GetRawText().ShouldBe("""
            [{"number":1,"title":"Boil water","section":"Prepare","details":["Use the kettle."],"substeps":["to 95 °C","not more"]},{"number":2,"title":"Warm the pot","section":"Prepare","details":[],"substeps":[]},{"number":3,"title":"Pour","section":"Brew","details":[],"substeps":[]}]
            """.Trim());
        parsed.Content.RecordCount.ShouldBe(3);
    }

    [Theory]
    [InlineData("# P\n## Step 1: Mix\nwell\n## Notes\n## Step 2 - Bake\n", "Mix|Bake")]
    [InlineData("# P\n## Mix\nwell\n## Bake\nlong\n", "Mix|Bake")]
    public void Without_a_numbered_list_headings_are_steps(string text, string titles) =>
        string.Join('|', Parsed.Of(text, "markdown", "workflow").Document.GetProperty("steps").EnumerateArray().Select(s => s.GetProperty("title").GetString())).ShouldBe(titles);

    [Fact]
    public void Tables_show_entities_with_types_and_keys()
    {
        var parsed = Parsed.Of("id,name,born\n1,Ada,1815-12-10\n2,Ada,\n", "csv", "data_model");

        parsed.Document.GetProperty("entities").GetRawText().ShouldBe("""
            [{"name":"table_1","fields":[{"name":"id","type":"integer","required":true,"unique":true},{"name":"name","type":"string","required":true,"unique":false},{"name":"born","type":"date","required":false,"unique":true}]}]
            """.Trim());
    }

    [Fact]
    public void A_table_of_fields_describes_an_entity() =>
        Parsed.Of("## Person\n\n| Field | Type | Required | Description |\n|-|-|-|-|\n| id | uuid | yes | the key |\n| name | varchar(20) | no | |\n", "markdown", "data_model").Document.GetProperty("entities").GetRawText().ShouldBe("""
            [{"name":"Person","fields":[{"name":"id","type":"uuid","required":true,"description":"the key"},{"name":"name","type":"varchar(20)","required":false}]}]
            """.Trim());

    [Fact]
    public void The_structure_of_JSON_shows_entities_inside_entities() =>
        Parsed.Of("""[{"id":1,"home":{"city":"Paris"}},{"id":2,"home":null,"pets":[{"name":"Rex"}]}]""", "json", "data_model").Document.GetProperty("entities").GetRawText().ShouldBe("""
            [{"name":"record","fields":[{"name":"id","type":"integer","required":true},{"name":"home","type":"object","required":false,"entity":"home"},{"name":"pets","type":"array","required":false,"entity":"pets"}]},{"name":"home","fields":[{"name":"city","type":"string","required":true}]},{"name":"pets","fields":[{"name":"name","type":"string","required":true}]}]
            """.Trim());

    [Fact]
    public void Text_is_cut_into_chunks_that_fit_and_lose_nothing()
    {
        var words = string.Join(' ', Enumerable.Range(0, 400).Select(i => $"word{i}"));

        var chunks = Parsed.Of($"# A\nshort\n\nshort too\n\n{words}\n\n# B\nlast", "markdown", "unstructured", new ParseOptions { ChunkSize = 200 }).Chunks();

        chunks[0].ShouldBe("short\n\nshort too");
        chunks.ShouldAllBe(chunk => chunk.Length <= 200);
        chunks[^1].ShouldBe("last");
        string.Join(' ', chunks).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Count(w => w.StartsWith("word", StringComparison.Ordinal)).ShouldBe(400);
    }

    [Fact]
    public void Rows_count_as_text_where_only_text_is_wanted() =>
        Parsed.Of("name,age\nAda,36\nBob,\n", "csv", "unstructured").Chunks().ShouldBe(["name: Ada; age: 36\n\nname: Bob"]);

    [Theory]
    [InlineData("text", "structured")]
    [InlineData("text", "data_model")]
    [InlineData("text", "workflow")]
    [InlineData("markdown", "structured")]
    [InlineData("html", "data_model")]
    [InlineData("csv", "workflow")]
    [InlineData("json", "workflow")]
    public void What_a_file_has_nothing_of_is_refused_with_a_better_choice(string fileType, string profile)
    {
        var text = fileType switch { "csv" => "a,b\n1,2\n", "json" => """{"a":1}""", "html" => "<p>Just words.</p>", _ => "Just words." };

        Parsed.Refusal(text, fileType, profile).ShouldContain($"The profile {profile} needs");
        Parsed.Refusal(text, fileType, profile).ShouldContain("Choose");
    }
}
