using System.Text.Json;
using IntentEngine.Intents.Rtfs.Judging;

namespace IntentEngine.Intents.Rtfs.Values;

public sealed class JsonValuesTests
{
    [Theory]
    [InlineData("null", "nil")]
    [InlineData("true", "true")]
    [InlineData("5", "5")]
    [InlineData("5.0", "5.0")]
    [InlineData("1e3", "1000.0")]
    [InlineData("9223372036854775808", "9.223372036854776E+18")]
    [InlineData("-9223372036854775808", "-9223372036854775808")]
    [InlineData("\"a\"", "\"a\"")]
    [InlineData("[1,[2]]", "[1 [2]]")]
    [InlineData("{\"a\":{\"b\":1},\"c\":2}", "{\"a\" {\"b\" 1} \"c\" 2}")]
    [InlineData("{\"a\":1,\"a\":2}", "{\"a\" 2}")]
    public void Every_JSON_value_has_its_counterpart(string json, string value) => Read(json).ShouldBe(value);

    [Fact]
    public void An_absent_value_is_nil()
    {
        JsonValues.TryRead(default, out var value, out _).ShouldBeTrue();
        value.ShouldBe(NilValue.Instance);
    }

    [Theory]
    [InlineData("{\"a\": [\"\\ud83d\"]}")]
    [InlineData("{\"\\ud83d\": 1}")]
    public void Half_a_surrogate_pair_is_refused(string json) => Refusal(json).ShouldContain("not valid Unicode");

    [Theory]
    [InlineData(128, true)]
    [InlineData(129, false)]
    public void JSON_nests_128_deep(int depth, bool accepted)
    {
        var json = JsonDocument.Parse(new string('[', depth) + "1" + new string(']', depth), new JsonDocumentOptions { MaxDepth = 1000 }).RootElement;

        JsonValues.TryRead(json, out _, out var why).ShouldBe(accepted);
        if (!accepted) why.ShouldBe("the JSON is nested deeper than 128");
    }

    [Theory]
    [InlineData("(:total-revenue m)", "1")]
    [InlineData("(get m \"total-revenue\")", "1")]
    [InlineData("(get m \"total_revenue\")", "1")]
    [InlineData("(contains? m :total_revenue)", "true")]
    [InlineData("(get-in m [:inner-map :deep-key])", "2")]
    [InlineData("(:Total-Revenue m)", "nil")]
    [InlineData("(:a-b {:a_b 1})", "nil")]
    [InlineData("(get {\"a_b\" 1} \"a-b\")", "nil")]
    public void Hyphen_and_underscore_are_one_in_maps_from_JSON_alone(string source, string value) =>
        Expressions.Value(source, Expressions.In("""{"m": {"total_revenue": 1, "inner_map": {"deep_key": 2}}}""")).ShouldBe(value);

    [Theory]
    [InlineData("(:a-b_c m)", "1")]
    [InlineData("(:a_b-c m)", "2")]
    [InlineData("(:a-b-c m)", "1")]
    public void The_exact_spelling_wins_and_order_does_not_matter(string source, string value)
    {
        Expressions.Value(source, Expressions.In("""{"m": {"a-b_c": 1, "a_b-c": 2}}""")).ShouldBe(value);
        Expressions.Value(source, Expressions.In("""{"m": {"a_b-c": 2, "a-b_c": 1}}""")).ShouldBe(value);
    }

    [Fact]
    public void A_variable_of_the_context_is_found_in_either_spelling() =>
        Expressions.Value("(+ response-time response_time)", Expressions.In("""{"response_time": 90}""")).ShouldBe("180");

    private static string Read(string json) => JsonValues.TryRead(Expressions.Json(json), out var value, out var why) ? value.ToString() : why;

    private static string Refusal(string json) => JudgingContext.TryRead(Expressions.Json(json), null, out _, out var why) ? "accepted" : why;
}
