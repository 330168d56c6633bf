using System.Text.Json;
using Shouldly;
using Xunit;

namespace IntentEngine.Providers.LanguageModel;

public sealed class WiredLanguageModelTests
{
    private const string Schema =
        """{"type":"object","additionalProperties":false,"required":["tags"],"properties":{"tags":{"type":"array","minItems":2,"items":{"type":"string","minLength":1}}}}""";

    [Fact]
    public async Task An_answer_that_does_not_fit_is_repaired_once_and_both_calls_are_paid()
    {
        var server = new ScriptedServer().Answer(Reply("""{"tags":["one"],"extra":1}""", searched: true)).Answer(Reply("""{"tags":["one","two"]}"""));
        await using var setup = new ProviderSetup(server);

        var answer = await setup.Model.Complete(Request, default);

        answer.Json!.Value.GetProperty("tags").GetArrayLength().ShouldBe(2);
        answer.CostUsd.ShouldBe(0.02m);
        answer.Citations.ShouldHaveSingleItem().Url.ShouldBe("https://one.example/");
        answer.Grounded.ShouldBeTrue();
        server.Calls.ShouldBe(2);
        var repair = server.Body(1);
        repair.GetProperty("input").GetString()!.ShouldSatisfyAllConditions(
            text => text.ShouldStartWith("List tags."),
            text => text.ShouldContain("""{"tags":["one"],"extra":1}"""),
            text => text.ShouldContain("#/tags: TooFewItems"),
            text => text.ShouldContain("extra"));
        repair.TryGetProperty("tools", out _).ShouldBeFalse();
        setup.Measured.Where(m => m.Instrument == "intentengine.provider.calls").Select(m => m.Operation).ShouldBe(["tags", "tags.repair"]);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("")]
    [InlineData("""{"tags":[]}""")]
    public async Task After_one_repair_the_answer_is_given_up_with_its_cost(string text)
    {
        var server = new ScriptedServer().Answer(Reply(text));
        await using var setup = new ProviderSetup(server);

        var failure = await Should.ThrowAsync<ProviderException>(() => setup.Model.Complete(Request, default));

        failure.ErrorType.ShouldBe(ProviderErrorType.ValidationError);
        failure.IsTransient.ShouldBeFalse();
        failure.CostUsd.ShouldBe(0.02m);
        failure.Message.ShouldContain("'tags'");
        server.Calls.ShouldBe(2);
    }

    [Fact]
    public async Task A_failed_repair_still_reports_what_the_first_call_cost()
    {
        var server = new ScriptedServer().Answer(Reply("no")).Answer("""{"error":{"message":"bad"}}""", System.Net.HttpStatusCode.BadRequest);
        await using var setup = new ProviderSetup(server);

        (await Should.ThrowAsync<ProviderException>(() => setup.Model.Complete(Request, default))).CostUsd.ShouldBe(0.01m);
    }

    [Fact]
    public async Task Free_text_is_returned_as_it_is()
    {
        await using var setup = new ProviderSetup(new ScriptedServer().Answer(Reply("# Title\n\nText.")));

        var answer = await setup.Model.Complete(Request with { JsonSchema = null }, default);

        answer.Text.ShouldBe("# Title\n\nText.");
        answer.Json.ShouldBeNull();
        answer.Grounded.ShouldBeFalse();
    }

    [Fact]
    public async Task A_reply_with_status_failed_is_the_provider_s_failure()
    {
        var server = new ScriptedServer().Answer("""{"status":"failed","error":{"message":"overloaded"},"output":[],"usage":{"cost":{"total_cost":0.001}}}""");
        await using var setup = new ProviderSetup(server, new HastyClock());

        var failure = await Should.ThrowAsync<ProviderException>(() => setup.Model.Complete(Request, default));

        failure.ErrorType.ShouldBe(ProviderErrorType.ServerError);
        failure.Message.ShouldContain("overloaded");
        failure.CostUsd.ShouldBe(0.003m);
        server.Calls.ShouldBe(3);
    }

    [Fact]
    public async Task A_broken_schema_is_our_own_mistake()
    {
        var server = new ScriptedServer().Answer(Reply("{}"));
        await using var setup = new ProviderSetup(server);

        await Should.ThrowAsync<ArgumentException>(() => setup.Model.Complete(Request with { JsonSchema = "{ no schema" }, default));

        server.Calls.ShouldBe(0);
    }

    private static CompletionRequest Request => new() { Purpose = "tags", Instructions = "", Input = "List tags.", JsonSchema = Schema, Search = true };

    private static string Reply(string text, bool searched = false) =>
        $$$"""
        {"status":"completed","output":[{{{(searched ? """{"type":"search_results","results":[{"title":"One","url":"https://one.example/"}]},""" : "")}}}
        {"type":"message","content":[{"type":"output_text","text":{{{JsonSerializer.Serialize(text)}}} }]}],"usage":{"cost":{"total_cost":0.01} } }
        """;
}
