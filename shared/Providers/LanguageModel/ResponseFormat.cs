using System.Text.Json.Nodes;

namespace IntentEngine.Providers.LanguageModel;

/// <summary>The <c>response_format</c> that both wire formats share.</summary>
internal static class ResponseFormat
{
    /// <summary>Asks for an answer that fits a schema.</summary>
    public static JsonObject JsonSchema(string name, string schema) => new()
    {
        ["type"] = "json_schema",
        ["json_schema"] = new JsonObject { ["name"] = name, ["schema"] = JsonNode.Parse(schema) },
    };
}
