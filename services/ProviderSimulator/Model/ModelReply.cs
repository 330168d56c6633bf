using System.Text.Json.Nodes;
using IntentEngine.ProviderSimulator.Corpus;

namespace IntentEngine.ProviderSimulator.Model;

/// <summary>Writes replies of both wire formats.</summary>
internal static class ModelReply
{
    // Prices per token and search as seen in September 2026.
    private const decimal PerInputToken = 0.25m / 1_000_000;
    private const decimal PerOutputToken = 2.50m / 1_000_000;
    private const decimal PerSearch = 0.005m;

    /// <summary>An Agent response.</summary>
    /// <param name="request">The question.</param>
    /// <param name="model">Model name, echoed.</param>
    /// <param name="text">The answer; null leaves the message out.</param>
    /// <param name="sources">Search results, when a search was asked for.</param>
    /// <param name="status"><c>completed</c> or <c>failed</c>.</param>
    public static JsonObject Agent(ModelRequest request, string model, string? text, IReadOnlyList<Source> sources, string status)
    {
        var output = new JsonArray();
        if (request.Search)
            output.Add(new JsonObject
            {
                ["type"] = "search_results",
                ["queries"] = new JsonArray(request.Purpose.Replace('_', ' ')),
                ["results"] = Results(sources),
            });
        if (text is not null)
            output.Add(new JsonObject
            {
                ["type"] = "message",
                ["id"] = "msg_" + Id(request),
                ["role"] = "assistant",
                ["status"] = "completed",
                ["content"] = new JsonArray(new JsonObject { ["type"] = "output_text", ["text"] = text, ["annotations"] = new JsonArray(), ["logprobs"] = new JsonArray() }),
            });
        var (input, answer) = (Tokens(request.Prompt), Tokens(text ?? ""));
        var searchCost = request.Search ? PerSearch : 0;
        return new()
        {
            ["id"] = "resp_" + Id(request),
            ["object"] = "response",
            ["created_at"] = 1793000000,
            ["status"] = status,
            ["error"] = status == "failed" ? new JsonObject { ["message"] = "The simulated model failed.", ["type"] = "server_error", ["code"] = "internal_error" } : null,
            ["incomplete_details"] = null,
            ["model"] = model,
            ["output"] = output,
            ["usage"] = new JsonObject
            {
                ["input_tokens"] = input,
                ["output_tokens"] = answer,
                ["total_tokens"] = input + answer,
                ["cost"] = new JsonObject
                {
                    ["currency"] = "USD",
                    ["input_cost"] = input * PerInputToken,
                    ["output_cost"] = answer * PerOutputToken,
                    ["tool_calls_cost"] = searchCost,
                    ["total_cost"] = (input * PerInputToken) + (answer * PerOutputToken) + searchCost,
                },
            },
        };
    }

    /// <summary>A chat completion; without message the list of choices is empty.</summary>
    public static JsonObject Chat(ModelRequest request, string model, string? text)
    {
        var (input, answer) = (Tokens(request.Prompt), Tokens(text ?? ""));
        return new()
        {
            ["id"] = "chatcmpl-" + Id(request),
            ["object"] = "chat.completion",
            ["created"] = 1793000000,
            ["model"] = model,
            ["choices"] = text is null ? [] : new JsonArray(new JsonObject
            {
                ["index"] = 0,
                ["finish_reason"] = "stop",
                ["message"] = new JsonObject { ["role"] = "assistant", ["content"] = text },
            }),
            ["usage"] = new JsonObject { ["prompt_tokens"] = input, ["completion_tokens"] = answer, ["total_tokens"] = input + answer },
        };
    }

    /// <summary>An error body.</summary>
    public static JsonObject Error(string message, string type, int code) =>
        new() { ["error"] = new JsonObject { ["message"] = message, ["type"] = type, ["code"] = code } };

    private static JsonArray Results(IReadOnlyList<Source> sources) => new([.. sources.Select((source, i) => (JsonNode)new JsonObject
    {
        ["id"] = i + 1,
        ["title"] = source.Title,
        ["url"] = source.Url,
        ["snippet"] = source.Snippet,
        ["date"] = null,
        ["last_updated"] = null,
        ["source"] = "web",
    })]);

    private static int Tokens(string text) => (text.Length + 3) / 4;

    private static string Id(ModelRequest request) => StableHash.Of(request.Purpose + request.Prompt).ToString("x16", System.Globalization.CultureInfo.InvariantCulture);
}
