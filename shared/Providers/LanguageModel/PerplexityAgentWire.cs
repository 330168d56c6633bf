using System.Text.Json;
using System.Text.Json.Nodes;
using IntentEngine.Providers.Calls;

namespace IntentEngine.Providers.LanguageModel;

/// <summary>Perplexity's Agent API. It refuses unknown fields, so nothing is sent that it does not document.</summary>
internal sealed class PerplexityAgentWire(LanguageModelOptions options) : IModelWire
{
    public string Provider => "perplexity";

    public HttpRequestMessage Write(ModelQuestion question)
    {
        var body = new JsonObject
        {
            ["model"] = Model(options.Model),
            ["instructions"] = question.Instructions,
            ["input"] = question.Input,
            ["max_output_tokens"] = question.MaxOutputTokens,
        };
        if (question.Search)
        {
            body["tools"] = new JsonArray(new JsonObject { ["type"] = "web_search" });
            // Offered only, the model may skip the search.
            body["tool_choice"] = new JsonObject { ["type"] = "web_search" };
        }
        if (question.JsonSchema is { } schema) body["response_format"] = ResponseFormat.JsonSchema(question.Purpose, schema);
        return WireRequest.Post("v1/agent", body, options.ApiKey);
    }

    public Priced<ModelAnswer> Read(HttpReply reply)
    {
        var response = ModelFailure.Unwrap(reply, Provider);
        var cost = response.Money("usage", "cost", "total_cost") ?? 0;
        if (response.Text("status") is { } status and not ("completed" or "incomplete"))
            throw HttpFailure.From(reply, ProviderErrorType.ServerError, $"{Provider} ended with status {HttpFailure.Shorten(status)}: {HttpFailure.Shorten(ModelFailure.Message(response))}", cost);

        var output = response.Array("output").ToList();
        var searches = output.Where(item => item.Text("type") == "search_results").ToList();
        var text = string.Concat(output.Where(item => item.Text("type") == "message")
            .SelectMany(message => message.Array("content"))
            .Where(part => part.Text("type") == "output_text")
            .Select(part => part.Text("text")));
        var citations = searches.SelectMany(search => search.Array("results")).Select(Source).OfType<Citation>().ToList();
        return new(new(text, citations, searches.Count > 0), cost);
    }

    /// <summary>The names of the retired API mean the one model that followed.</summary>
    public static string Model(string name) => name is "" or "sonar" or "perplexity-sonar" ? "perplexity/sonar" : name;

    /// <summary>A source; null without an address.</summary>
    internal static Citation? Source(JsonElement result) => result.Text("url") is { Length: > 0 } url
        ? new(result.Text("title") is { Length: > 0 } title ? title : url, url, result.Text("snippet"))
        : null;
}
