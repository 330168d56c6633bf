using System.Text.Json;
using System.Text.Json.Nodes;

namespace IntentEngine.ProviderSimulator.Model;

/// <summary>Makes an instance fit a schema: keeps what fits, drops what is not allowed, and adds the smallest thing where something required is missing.</summary>
internal static class SchemaFit
{
    private const int MaxDepth = 16;

    /// <summary>The candidate, fitted. With no candidate: the smallest instance.</summary>
    public static JsonNode? Fit(JsonNode? candidate, JsonObject schema) => Fit(candidate, schema, schema, "value", 0);

    private static JsonNode? Fit(JsonNode? candidate, JsonObject schema, JsonObject root, string name, int depth)
    {
        if (depth > MaxDepth) return null;
        schema = Resolve(schema, root);
        if (schema["const"] is { } constant) return constant.DeepClone();
        if (schema["enum"] is JsonArray { Count: > 0 } allowed)
            return (allowed.FirstOrDefault(one => JsonNode.DeepEquals(one, candidate)) ?? allowed[0])?.DeepClone();
        foreach (var choice in new[] { "oneOf", "anyOf", "allOf" })
            if (schema["type"] is null && schema[choice] is JsonArray { Count: > 0 } options) return Fit(candidate, options[0]!.AsObject(), root, name, depth + 1);
        return Type(schema, candidate) switch
        {
            "object" => Object(candidate as JsonObject, schema, root, depth),
            "array" => Array(candidate as JsonArray, schema, root, name, depth),
            "string" => Text(candidate, schema, name),
            "integer" => candidate is JsonValue whole && whole.TryGetValue<long>(out var number) ? number : (long)Minimum(schema),
            "number" => candidate?.GetValueKind() == JsonValueKind.Number ? candidate.DeepClone() : Minimum(schema),
            "boolean" => candidate?.GetValueKind() is JsonValueKind.True,
            _ => null,
        };
    }

    private static JsonObject Object(JsonObject? candidate, JsonObject schema, JsonObject root, int depth)
    {
        var fitted = new JsonObject();
        var properties = schema["properties"] as JsonObject ?? [];
        var required = (schema["required"] as JsonArray ?? []).Select(name => name!.GetValue<string>()).ToHashSet();
        foreach (var (name, property) in properties)
        {
            var value = candidate?[name];
            if (value is null && !required.Contains(name)) continue;
            fitted[name] = Fit(value, property as JsonObject ?? [], root, name, depth + 1);
        }
        foreach (var name in required.Where(name => !properties.ContainsKey(name))) fitted[name] = candidate?[name]?.DeepClone() ?? "value";
        return fitted;
    }

    private static JsonArray Array(JsonArray? candidate, JsonObject schema, JsonObject root, string name, int depth)
    {
        var items = schema["items"] as JsonObject ?? new JsonObject { ["type"] = "string" };
        var fitted = new JsonArray();
        foreach (var item in (candidate ?? []).Take(Limit(schema, "maxItems", int.MaxValue))) fitted.Add(Fit(item, items, root, name, depth + 1));
        while (fitted.Count < Limit(schema, "minItems", 0))
        {
            var item = Fit(null, items, root, name, depth + 1);
            fitted.Add(item is JsonValue value && value.TryGetValue<string>(out var text) ? $"{text} {fitted.Count + 1}" : item);
        }
        return fitted;
    }

    private static string Text(JsonNode? candidate, JsonObject schema, string name)
    {
        var text = candidate is JsonValue value && value.TryGetValue<string>(out var given) ? given : "";
        if (text.Length == 0)
            text = (schema["format"]?.GetValue<string>()) switch
            {
                "uri" => "https://example.com/",
                "date" => "2026-01-01",
                "date-time" => "2026-01-01T00:00:00Z",
                "uuid" => "00000000-0000-4000-8000-000000000000",
                _ => name.Replace('_', ' '),
            };
        while (text.Length < Limit(schema, "minLength", 0)) text += " " + name.Replace('_', ' ');
        var max = Limit(schema, "maxLength", int.MaxValue);
        return text.Length > max ? text[..max].TrimEnd() : text;
    }

    private static string? Type(JsonObject schema, JsonNode? candidate) => schema["type"] switch
    {
        JsonArray types => types.Select(type => type!.GetValue<string>()).FirstOrDefault(type => candidate is not null ? type != "null" : type == "null") ?? types[0]!.GetValue<string>(),
        JsonValue type => type.GetValue<string>(),
        _ => schema["properties"] is not null ? "object" : schema["items"] is not null ? "array" : "string",
    };

    private static JsonObject Resolve(JsonObject schema, JsonObject root)
    {
        if (schema["$ref"]?.GetValue<string>() is not { } reference || !reference.StartsWith("#/", StringComparison.Ordinal)) return schema;
        JsonNode? target = root;
        foreach (var part in reference[2..].Split('/')) target = target?[part];
        return target as JsonObject ?? [];
    }

    private static double Minimum(JsonObject schema) => schema["minimum"]?.GetValue<double>() ?? 0;

    private static int Limit(JsonObject schema, string name, int otherwise) => schema[name]?.GetValue<int>() ?? otherwise;
}
