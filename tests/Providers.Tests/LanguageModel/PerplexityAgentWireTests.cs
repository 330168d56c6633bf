using System.Net;
using Shouldly;
using Xunit;

namespace IntentEngine.Providers.LanguageModel;

public sealed class PerplexityAgentWireTests
{
    private const string Schema = """{"type":"object","required":["answer"],"properties":{"answer":{"type":"string"}}}""";

    [Fact]
    public async Task A_question_is_written_with_documented_fields_only()
    {
        var server = new ScriptedServer().Answer(Fixture.Read("agent_response.json"));
        await using var setup = new ProviderSetup(server);

        await setup.Model.Complete(new() { Purpose = "icp", Instructions = "Be brief.", Input = "Who?", JsonSchema = Schema, Search = true, MaxOutputTokens = 900 }, default);

        server.Request().RequestUri!.ToString().ShouldBe("http://127.0.0.1:9/v1/agent");
        server.Request().Headers.Authorization!.ToString().ShouldBe("Bearer pplx-secret");
        server.Body().GetRawText().ShouldBe("""
            {"model":"perplexity/sonar","instructions":"Be brief.","input":"Who?","max_output_tokens":900,"tools":[{"type":"web_search"}],"tool_choice":{"type":"web_search"},"response_format":{"type":"json_schema","json_schema":{"name":"icp","schema":{"type":"object","required":["answer"],"properties":{"answer":{"type":"string"}}}}}}
            """);
    }

    [Fact]
    public async Task An_answer_is_joined_from_its_parts_with_sources_and_cost()
    {
        await using var setup = new ProviderSetup(new ScriptedServer().Answer(Fixture.Read("agent_response.json")));

        var answer = await setup.Model.Complete(new() { Purpose = "icp", Instructions = "", Input = "Who?", JsonSchema = Schema, Search = true }, default);

        answer.Json!.Value.GetProperty("answer").GetString().ShouldBe("yes [1]");
        answer.Citations.ShouldBe([new("First", "https://one.example/", "One"), new("https://two.example/", "https://two.example/")]);
        answer.Grounded.ShouldBeTrue();
        answer.CostUsd.ShouldBe(0.00747m);
    }

    [Theory]
    [InlineData("", "perplexity/sonar")]
    [InlineData("sonar", "perplexity/sonar")]
    [InlineData("openai/gpt-5.1", "openai/gpt-5.1")]
    public void Retired_model_names_are_translated(string given, string expected) => PerplexityAgentWire.Model(given).ShouldBe(expected);

    [Theory]
    [InlineData(401, "gateway_401.html", ProviderErrorType.AuthError, "credentials")]
    [InlineData(403, "chat_retired_403.json", ProviderErrorType.ClientError, "perplexity-agent")]
    public async Task A_refusal_says_what_to_do(int status, string fixture, ProviderErrorType type, string advice)
    {
        var server = new ScriptedServer().Answer(Fixture.Read(fixture), (HttpStatusCode)status);
        await using var setup = new ProviderSetup(server);

        var failure = await Should.ThrowAsync<ProviderException>(() => setup.Model.Complete(new() { Purpose = "icp", Instructions = "", Input = "?" }, default));

        failure.ErrorType.ShouldBe(type);
        failure.Message.ShouldContain(advice);
        server.Calls.ShouldBe(1);
    }

    [Theory]
    [InlineData(400, """{"error":{"message":"model \"sonar\" is not supported","type":"invalid_request","code":400}}""", ProviderErrorType.ClientError, "is not supported")]
    [InlineData(422, """{"detail":[{"loc":["body","messages"],"msg":"field required"}]}""", ProviderErrorType.ClientError, "field required")]
    [InlineData(403, """{"error":{"message":"no access","code":"agent_api_migration_required"}}""", ProviderErrorType.ClientError, "2026-09-27")]
    [InlineData(403, """{"error":"forbidden"}""", ProviderErrorType.AuthError, "forbidden")]
    public void An_error_body_is_read_in_all_its_shapes(int status, string body, ProviderErrorType type, string says)
    {
        var failure = Should.Throw<ProviderException>(() => ModelFailure.Unwrap(new((HttpStatusCode)status, body), "perplexity"));
        failure.ErrorType.ShouldBe(type);
        failure.Message.ShouldContain(says);
    }
}
