using System.Text.Json;
using IntentEngine.Hosting.Failures;

namespace IntentEngine.Intents.Creation;

public sealed class NewIntentRulesTests
{
    [Fact]
    public void A_plain_intent_passes() => Faults(Wish()).ShouldBeEmpty();

    [Theory]
    [InlineData("")]
    [InlineData(".hidden")]
    [InlineData("a/b")]
    [InlineData("a b")]
    [InlineData("a\n")]
    [InlineData("ü")]
    public void Ids_that_could_not_be_addressed_are_refused(string id) => Faults(Wish(id: id)).ShouldBe(["intent_id"]);

    [Theory]
    [InlineData("")]
    [InlineData("Parse")]
    [InlineData("parse-content")]
    [InlineData("1parse")]
    [InlineData("parse\n")]
    public void Types_that_are_not_snake_case_are_refused(string type) => Faults(Wish(type: type)).ShouldBe(["intent_type"]);

    [Fact]
    public void Lengths_are_inclusive()
    {
        Faults(Wish(id: new string('a', 200), type: new string('a', 100), target: new string('a', 200))).ShouldBeEmpty();
        Faults(Wish(id: new string('a', 201), type: new string('a', 101), target: new string('a', 201))).ShouldBe(["intent_id", "intent_type", "target_artifact_id"], ignoreOrder: true);
    }

    [Fact]
    public void An_owner_comes_with_a_token_and_a_token_with_an_owner()
    {
        Faults(Wish(owner: "workflows", token: "t")).ShouldBeEmpty();
        Faults(Wish(owner: "workflows")).ShouldBe(["completion_token"]);
        Faults(Wish(token: "t")).ShouldBe(["owner"]);
    }

    private static NewIntent Wish(string id = "i-1", string type = "generate_article", string? target = null, string? owner = null, string? token = null) => new()
    {
        IntentId = id,
        IntentType = type,
        TargetArtifactId = target,
        Context = JsonSerializer.Deserialize<JsonElement>("{}"),
        CreatedBy = "someone",
        Owner = owner,
        CompletionToken = token,
    };

    private static IEnumerable<string> Faults(NewIntent wish)
    {
        var faults = new Validation();
        NewIntentRules.Check(wish, faults);
        return faults.Errors.Keys;
    }
}
