using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace IntentEngine.ProviderSimulator.Model;

/// <summary>A question to the simulated model, whichever wire format brought it.</summary>
/// <param name="Purpose">Name of the wanted schema; <c>text</c> when there is none.</param>
/// <param name="Prompt">System and user prompt.</param>
/// <param name="Schema">The wanted schema. Null: free text.</param>
/// <param name="Search">Whether a search is forced.</param>
internal sealed partial record ModelRequest(string Purpose, string Prompt, JsonObject? Schema, bool Search)
{
    /// <summary>Reads an Agent request.</summary>
    public static ModelRequest FromAgent(JsonObject body) =>
        Make(body, Text(body["instructions"]), body["input"] is JsonArray items ? string.Join("\n", items.Select(item => Text(item?["content"]))) : Text(body["input"]),
            (body["tools"] as JsonArray)?.Any(tool => Text(tool?["type"]) == "web_search") == true);

    /// <summary>Reads a chat-completions request.</summary>
    public static ModelRequest FromChat(JsonObject body)
    {
        var messages = body["messages"] as JsonArray ?? [];
        return Make(body,
            string.Join("\n", messages.Where(message => Text(message?["role"]) == "system").Select(message => Text(message?["content"]))),
            string.Join("\n", messages.Where(message => Text(message?["role"]) != "system").Select(message => Text(message?["content"]))),
            body["web_search_options"] is not null);
    }

    private static ModelRequest Make(JsonObject body, string instructions, string input, bool search)
    {
        var format = body["response_format"]?["json_schema"];
        if (format?["schema"] is JsonObject schema) return new(Text(format["name"]), input, schema, search);
        // A client whose API takes no schema writes it into the instructions.
        if (SchemaInText().Match(instructions) is { Success: true } match && ParseObject(match.Groups["schema"].Value) is { } written) return new(match.Groups["name"].Value, input, written, search);
        return new("text", instructions + "\n" + input, null, search);
    }

    private static JsonObject? ParseObject(string text)
    {
        try
        {
            return JsonNode.Parse(text) as JsonObject;
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }

    private static string Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : "";

    [GeneratedRegex("JSON schema \"(?<name>[^\"]+)\":\\s*(?<schema>\\{.*\\})", RegexOptions.Singleline)]
    private static partial Regex SchemaInText();
}
