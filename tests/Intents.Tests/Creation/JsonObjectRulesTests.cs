using System.Text.Json;
using IntentEngine.Hosting.Failures;

namespace IntentEngine.Intents.Creation;

public sealed class JsonObjectRulesTests
{
    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"ingestion_profile":"hybrid","parse_options":{"pages":[1,2.5,-3e10,0.0]},"ok":true,"none":null}""")]
    [InlineData("""{"a":1e999,"b":1e-999,"text":"\\u0000 written out"}""")]
    public void Objects_that_PostgreSQL_keeps_pass(string json) => Faults(json).ShouldBeNull();

    [Theory]
    [InlineData("""[]""", "an array")]
    [InlineData("""null""", "nothing")]
    [InlineData("""true""", "a boolean")]
    [InlineData("""3""", "a number")]
    [InlineData("""{"a":["\u0000"]}""", "NUL")]
    [InlineData("""{"a\u0000":1}""", "NUL")]
    [InlineData("""{"a":"\ud800"}""", "surrogate")]
    [InlineData("""{"\udc00":1}""", "surrogate")]
    [InlineData("""{"a":1e200000}""", "exponent")]
    [InlineData("""{"a":{"b":0e-99999}}""", "exponent")]
    [InlineData("""{"a":11111111111111111111111111111111111111111111111111111111111111111}""", "64 characters")]
    public void What_PostgreSQL_or_executors_would_choke_on_is_refused(string json, string fault) => Faults(json).ShouldNotBeNull().ShouldContain(fault);

    [Fact]
    public void The_limit_is_64_KiB()
    {
        string Of(int bytes) => $"{{\"a\":\"{new string('x', bytes - 8)}\"}}";

        Faults(Of(64 * 1024)).ShouldBeNull();
        Faults(Of(64 * 1024 + 1)).ShouldNotBeNull().ShouldContain("65537");
    }

    private static string? Faults(string json)
    {
        var faults = new Validation();
        var passed = JsonObjectRules.Check(JsonSerializer.Deserialize<JsonElement>(json), "context", faults);
        passed.ShouldBe(faults.Passed);
        return faults.Passed ? null : faults.Errors["context"].ShouldHaveSingleItem();
    }
}
