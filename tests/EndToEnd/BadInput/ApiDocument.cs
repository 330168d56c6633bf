using System.Text.Json;
using System.Text.Json.Nodes;

namespace IntentEngine.EndToEnd.BadInput;

/// <summary>The description that a running engine gives of itself: <c>/openapi/v1.json</c>.</summary>
internal sealed class ApiDocument(JsonElement root)
{
    private static readonly string[] Typed = ["integer", "number", "boolean"];
    private static readonly string[] TypedFormats = ["uuid", "date-time"];

    /// <summary>Every operation.</summary>
    public IReadOnlyList<ApiOperation> Operations { get; private init; } = [];

    /// <summary>Reads it.</summary>
    public static ApiDocument Read(string json)
    {
        var root = JsonDocument.Parse(json).RootElement;
        var document = new ApiDocument(root);
        return new ApiDocument(root)
        {
            Operations =
            [
                .. root.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject()
                    .Where(entry => entry.Value.ValueKind == JsonValueKind.Object && entry.Name is "get" or "put" or "post" or "delete" or "patch")
                    .Select(entry => new ApiOperation(HttpMethod.Parse(entry.Name), path.Name, entry.Value, document))),
            ],
        };
    }

    /// <summary>Whether text that is no number, id, time or truth value cannot be meant.</summary>
    public static bool IsTyped(JsonElement schema) =>
        Types(schema).Any(Typed.Contains) || (schema.TryGetProperty("format", out var format) && TypedFormats.Contains(format.GetString()));

    /// <summary>Whether a schema narrows anything; <c>{}</c> does not.</summary>
    public static bool SaysSomething(JsonElement schema) => schema.EnumerateObject().Any();

    /// <summary>Follows a reference, and takes the real one of "this or null".</summary>
    public JsonElement Resolve(JsonElement schema)
    {
        if (schema.TryGetProperty("$ref", out var reference))
            return Resolve(reference.GetString()!.Split('/').Skip(1).Aggregate(root, (at, name) => at.GetProperty(name)));
        return schema.TryGetProperty("oneOf", out var choices) ? Resolve(choices.EnumerateArray().First(c => !Types(c).SequenceEqual(["null"]))) : schema;
    }

    /// <summary>The smallest value of the right shape; ids are new.</summary>
    public JsonNode? Sample(JsonElement given)
    {
        var schema = Resolve(given);
        if (schema.TryGetProperty("enum", out var values)) return JsonNode.Parse(values[0].GetRawText());
        var types = Types(schema);
        if (types.Contains("object") || schema.TryGetProperty("properties", out _)) return SampleObject(schema);
        if (types.Contains("array")) return new JsonArray();
        if (types.Contains("integer") || types.Contains("number")) return 1;
        if (types.Contains("boolean")) return false;
        if (!schema.TryGetProperty("format", out var format)) return $"unknown_{Guid.NewGuid():N}";
        return format.GetString() switch
        {
            "uuid" => Guid.NewGuid().ToString(),
            "date-time" => "2026-01-01T00:00:00Z",
            _ => $"unknown_{Guid.NewGuid():N}",
        };
    }

    /// <summary>A value of a wrong type. Null: anything goes there.</summary>
    public JsonNode? WrongFor(JsonElement given)
    {
        var schema = Resolve(given);
        var types = Types(schema);
        if (types.Count == 0 && !schema.TryGetProperty("properties", out _)) return null;
        return types.Contains("string") && !types.Contains("integer") ? new JsonObject { ["not"] = "a text" }
            : types.Contains("object") || types.Count == 0 ? new JsonArray(1, 2)
            : JsonValue.Create("of a wrong type");
    }

    private static List<string> Types(JsonElement schema) => !schema.TryGetProperty("type", out var type) ? []
        : type.ValueKind == JsonValueKind.Array ? [.. type.EnumerateArray().Select(t => t.GetString()!)] : [type.GetString()!];

    private JsonObject SampleObject(JsonElement schema)
    {
        var sample = new JsonObject();
        if (!schema.TryGetProperty("required", out var required)) return sample;
        foreach (var name in required.EnumerateArray().Select(n => n.GetString()!)) sample[name] = Sample(schema.GetProperty("properties").GetProperty(name));
        return sample;
    }
}
