using Shouldly;
using Xunit;

namespace IntentEngine.Providers.LanguageModel;

public sealed class ChatCompletionsWireTests
{
    private const string Schema = """{"type":"object","required":["answer"],"properties":{"answer":{"type":"string"}}}""";

    private static readonly (string, string?)[] Ollama =
        [("Providers:LanguageModel:Kind", "openai-compatible"), ("Providers:LanguageModel:BaseUrl", "http://127.0.0.1:9/v1"), ("Providers:LanguageModel:ApiKey", ""), ("Providers:LanguageModel:Model", "qwen3:8b")];

    [Fact]
    public async Task A_local_model_is_asked_without_key_and_search_and_its_thinking_is_dropped()
    {
        var server = new ScriptedServer().Answer(Fixture.Read("chat_response.json"));
        await using var setup = new ProviderSetup(server, null, null, Ollama);

        var answer = await setup.Model.Complete(new() { Purpose = "icp", Instructions = "Be brief.", Input = "Who?", JsonSchema = Schema, Search = true }, default);

        answer.Json!.Value.GetProperty("answer").GetString().ShouldBe("yes");
        answer.Grounded.ShouldBeFalse();
        answer.Citations.ShouldBeEmpty();
        answer.CostUsd.ShouldBe(0);
        server.Request().Headers.Authorization.ShouldBeNull();
        server.Request().RequestUri!.ToString().ShouldBe("http://127.0.0.1:9/v1/chat/completions");
        server.Body().GetRawText().ShouldBe("""
            {"model":"qwen3:8b","messages":[{"role":"system","content":"Be brief."},{"role":"user","content":"Who?"}],"max_tokens":4000,"temperature":0.2,"response_format":{"type":"json_schema","json_schema":{"name":"icp","schema":{"type":"object","required":["answer"],"properties":{"answer":{"type":"string"}}}}}}
            """);
    }

    [Fact]
    public async Task A_gateway_that_searches_brings_sources_and_cost()
    {
        var server = new ScriptedServer().Answer(Fixture.Read("chat_response_with_sources.json"));
        await using var setup = new ProviderSetup(server, null, null, [.. Ollama, ("Providers:LanguageModel:SupportsSearch", "true")]);

        var answer = await setup.Model.Complete(new() { Purpose = "icp", Instructions = "", Input = "Who?", Search = true }, default);

        answer.Grounded.ShouldBeTrue();
        answer.Citations.ShouldBe([new("https://one.example/", "https://one.example/")]);
        answer.CostUsd.ShouldBe(0.005327m);
        server.Body().TryGetProperty("web_search_options", out _).ShouldBeTrue();
    }

    [Fact]
    public async Task A_model_without_schema_support_gets_the_schema_as_words_and_is_checked_all_the_same()
    {
        var server = new ScriptedServer().Answer(Fixture.Read("chat_response.json"));
        await using var setup = new ProviderSetup(server, null, null, [.. Ollama, ("Providers:LanguageModel:SupportsJsonSchema", "false")]);

        await setup.Model.Complete(new() { Purpose = "icp", Instructions = "Be brief.", Input = "Who?", JsonSchema = Schema }, default);

        server.Body().TryGetProperty("response_format", out _).ShouldBeFalse();
        server.Body().GetProperty("messages")[0].GetProperty("content").GetString()!.ShouldContain(Schema);
    }
}
