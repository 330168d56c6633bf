using System.Text.Json;

namespace IntentEngine.Workflows.Steps;

public sealed class StorableTests
{
    [Theory]
    [InlineData("\"plain\"")]
    [InlineData("{\"a\": [1, -2.5e10, null, true, \"ünïcode 😀\"]}")]
    [InlineData("\"a backslash and \\\\u0000\"")]
    [InlineData("1e999")]
    public void What_the_database_keeps_has_no_fault(string json) => Storable.Fault(JsonSerializer.Deserialize<JsonElement>(json)).ShouldBeNull();

    [Theory]
    [InlineData("\"a\\u0000b\"", "NUL")]
    [InlineData("{\"deep\": [{\"er\\u0000\": 1}]}", "NUL")]
    [InlineData("[\"\\ud800\"]", "surrogate")]
    [InlineData("[1e200000]", "exponent of at most 3")]
    public void What_it_would_refuse_is_named(string json, string fault) => Storable.Fault(JsonSerializer.Deserialize<JsonElement>(json)).ShouldNotBeNull().ShouldContain(fault);

    [Theory]
    [InlineData("{\"a\":\"x\\u0000y\"}", "{\"a\":\"xy\"}")]
    [InlineData("{\"a\":\"x\\\\u0000y\"}", "{\"a\":\"x\\\\u0000y\"}")]
    [InlineData("{\"a\":\"x\\\\\\u0000\\u0000y\"}", "{\"a\":\"x\\\\y\"}")]
    [InlineData("{\"a\":1}", "{\"a\":1}")]
    public void Nul_characters_leave_json_that_was_written(string json, string kept) => Storable.Json(json).ShouldBe(kept);

    [Fact]
    public void A_text_is_cut_without_leaving_half_a_character() => Storable.Text("ab😀\0cd", 3).ShouldBe("ab\ufffd");
}
