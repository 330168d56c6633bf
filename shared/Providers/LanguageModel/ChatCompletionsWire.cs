using System.Text.Json;
using System.Text.Json.Nodes;
using IntentEngine.Providers.Calls;

namespace IntentEngine.Providers.LanguageModel;

/// <summary>Chat completions as OpenAI defined them and Ollama, vLLM and gateways answer them.</summary>
internal sealed class ChatCompletionsWire(LanguageModelOptions options) : IModelWire
{
    public string Provider => "chat-completions";

    public HttpRequestMessage Write(ModelQuestion question)
    {
        var body = new JsonObject
        {
            ["model"] = options.Model,
            ["messages"] = new JsonArray(Message("system", question.Instructions), Message("user", question.Input)),
            ["max_tokens"] = question.MaxOutputTokens,
            ["temperature"] = 0.2,
        };
        if (question.JsonSchema is { } schema) body["response_format"] = ResponseFormat.JsonSchema(question.Purpose, schema);
        // The format has no standard search field; gateways that search know this one.
        if (question.Search) body["web_search_options"] = new JsonObject { ["search_context_size"] = "low" };
        return WireRequest.Post("chat/completions", body, options.ApiKey);
    }

    public Priced<ModelAnswer> Read(HttpReply reply)
    {
        var response = ModelFailure.Unwrap(reply, Provider);
        var cost = response.Money("usage", "cost", "total_cost") ?? 0;
        if (response.At("error").ValueKind == JsonValueKind.Object)
            throw HttpFailure.From(reply, ProviderErrorType.ServerError, $"{Provider} answered an error: {HttpFailure.Shorten(ModelFailure.Message(response))}", cost);

        var text = response.Array("choices").FirstOrDefault().Text("message", "content") ?? "";
        var citations = response.Array("search_results").Select(PerplexityAgentWire.Source).OfType<Citation>().ToList();
        if (citations.Count == 0)
            citations = [.. response.Array("citations").Where(url => url.ValueKind == JsonValueKind.String).Select(url => new Citation(url.GetString()!, url.GetString()!))];
        return new(new(text, citations, citations.Count > 0), cost);
    }

    private static JsonObject Message(string role, string content) => new() { ["role"] = role, ["content"] = content };
}
