using System.Globalization;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

namespace IntentEngine.Workflows.Parsing.Parsers;

public sealed class JsonContentParserTests
{
    [Fact]
    public void An_array_of_objects_is_a_table_with_every_member_as_a_column()
    {
        var parsed = Parsed.Of("""[{"id":1,"tags":["a"]},{"id":2.50,"who":{"name":"Ada"},"at":"2026-11-20"},7]""", "json", "structured");

        parsed.Columns().ShouldBe("id number?, tags array?, who object?, at date?, value integer?");
        parsed.Rows().ShouldBe("""[[1,["a"],null,null,null],[2.50,null,{"name":"Ada"},"2026-11-20",null],[null,null,null,null,7]]""");
    }

    [Fact]
    public void Arrays_of_objects_inside_an_object_are_tables_by_their_path()
    {
        var parsed = Parsed.Of("""{"shop":{"orders":[{"n":1},{"n":2}],"open":true},"people":[{"name":"Ada"}],"tags":["x"]}""", "json", "structured");

        (parsed.Table(0).GetProperty("name").GetString(), parsed.Table(1).GetProperty("name").GetString()).ShouldBe(("shop.orders", "people"));
        parsed.Content.RecordCount.ShouldBe(3);
    }

    [Fact]
    public void An_object_without_records_is_one() => Parsed.Of("""{"a":1,"b":"x"}""", "json", "structured").Rows().ShouldBe("""[[1,"x"]]""");

    [Fact]
    public void Text_is_every_value_with_its_path() =>
        Parsed.Of("""{"a":{"b":["x",{"c":2}]},"n":null}""", "json", "unstructured").Text().ShouldBe([" | paragraph: a.b[0]: x", " | paragraph: a.b[1].c: 2"]);

    [Theory]
    [InlineData("{\n\"a\": }", "Line 2:")]
    [InlineData("[1,2", "Line 1:")]
    [InlineData("""{"a":1,"a":2}""", "every member once")]
    [InlineData("""{"a":"\ud800"}""", "half of a surrogate pair")]
    [InlineData("[1] [2]", "valid JSON")]
    [InlineData("// c\n[1]", "valid JSON")]
    public void What_is_no_JSON_is_refused(string text, string refusal) => Parsed.Refusal(text, "json", "structured").ShouldContain(refusal);

    [Fact]
    public void Nesting_has_a_limit()
    {
        Parsed.Refusal(string.Concat(Enumerable.Repeat("[", 65)) + string.Concat(Enumerable.Repeat("]", 65)), "json", "hybrid").ShouldContain("at most 64 levels deep");
        Parsed.Refusal(new string('[', 1_000_000), "json", "hybrid").ShouldContain("at most 64 levels deep");
    }

    [Fact]
    public void Long_members_do_not_multiply_without_limit()
    {
        var text = $$"""{"{{new string('k', 90_000)}}":[{{string.Join(',', Enumerable.Range(0, 2_000))}}]}""";

        Parsed.Refusal(text, "json", "hybrid").ShouldContain("characters of text");
    }

    [Fact]
    public void One_wide_record_among_many_does_not_multiply_without_limit()
    {
        var text = $"[{string.Concat(Enumerable.Repeat("{},", 50_000))}{{{string.Join(',', Enumerable.Range(0, 900).Select(i => string.Create(CultureInfo.InvariantCulture, $"\"m{i}\":1")))}}}]";

        Parsed.Refusal(text, "json", "structured").ShouldContain("at most 1000000 cells in all");
    }

    [Fact]
    public void Records_are_read_back_as_they_were_written()
    {
        var values = Gen.Elements("1", "-0.10", "1e2", "true", "null", "\"x\"", "[1,\"a\"]", "{\"k\":null}", "\"\\\"\\n🙂\"");
        var records = (from count in Gen.Choose(1, 5) from cells in values.ArrayOf(3).ArrayOf(count) select cells).ToArbitrary();

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(60), Prop.ForAll(records, rows =>
        {
            var text = $"[{string.Join(',', rows.Select(row => $"{{\"a\":{row[0]},\"b\":{row[1]},\"c\":{row[2]}}}"))}]";
            var read = JsonDocument.Parse(Parsed.Of(text, "json", "structured").Rows()).RootElement;
            var written = JsonDocument.Parse($"[{string.Join(',', rows.Select(row => $"[{string.Join(',', row)}]"))}]").RootElement;
            JsonElement.DeepEquals(read, written).ShouldBeTrue($"{text} → {read}");
            read.GetRawText().ShouldContain(rows[0].Contains("-0.10") ? "-0.10" : "");
        }));
    }
}
