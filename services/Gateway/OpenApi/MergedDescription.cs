using System.Text.Json.Nodes;

namespace IntentEngine.Gateway.OpenApi;

/// <summary>Puts the OpenAPI documents of several services together. Pure.</summary>
internal static class MergedDescription
{
    private const string TooManyRequests = "TooManyRequests";

    /// <summary>
    /// One document with the paths of all. A component of the same name but another shape is renamed after its service, so that no
    /// reference points to another service's shape.
    /// </summary>
    public static JsonObject Of(IReadOnlyDictionary<string, JsonObject> documents)
    {
        var paths = new JsonObject();
        var components = new JsonObject();
        var merged = new JsonObject
        {
            ["openapi"] = documents.Values.FirstOrDefault()?["openapi"]?.DeepClone() ?? "3.1.1",
            ["info"] = new JsonObject { ["title"] = "IntentEngine", ["version"] = "v1" },
            ["paths"] = paths,
            ["components"] = components,
            ["security"] = documents.Values.FirstOrDefault()?["security"]?.DeepClone() ?? new JsonArray(),
        };
        foreach (var (service, document) in documents.OrderBy(d => d.Key, StringComparer.Ordinal))
        {
            var renamed = AddComponents(components, service, document["components"] as JsonObject ?? []);
            foreach (var (path, item) in document["paths"] as JsonObject ?? [])
                paths[path] ??= Rename(item?.DeepClone(), renamed);
        }
        AddTheGatewaysOwnRefusal(paths, components);
        return merged;
    }

    // Services do not limit callers; the gateway does, on every route.
    private static void AddTheGatewaysOwnRefusal(JsonObject paths, JsonObject components)
    {
        if (components["responses"]?[TooManyRequests] is null) return;
        foreach (var responses in paths.SelectMany(path => path.Value as JsonObject ?? []).Select(operation => (operation.Value as JsonObject)?["responses"]).OfType<JsonObject>())
            responses["429"] ??= new JsonObject { ["$ref"] = $"#/components/responses/{TooManyRequests}" };
    }

    private static Dictionary<string, string> AddComponents(JsonObject all, string service, JsonObject own)
    {
        var names = own.SelectMany(kind => (kind.Value as JsonObject ?? []).Select(entry => (Kind: kind.Key, Name: entry.Key, entry.Value))).ToArray();
        var renamed = names
            .Where(c => all[c.Kind]?[c.Name] is { } taken && !JsonNode.DeepEquals(taken, c.Value))
            .ToDictionary(c => $"#/components/{c.Kind}/{c.Name}", c => $"#/components/{c.Kind}/{char.ToUpperInvariant(service[0])}{service[1..]}{c.Name}");
        foreach (var (kind, name, value) in names)
        {
            if (all[kind] is not JsonObject group) all[kind] = group = [];
            var target = renamed.TryGetValue($"#/components/{kind}/{name}", out var other) ? other[(other.LastIndexOf('/') + 1)..] : name;
            group[target] ??= Rename(value?.DeepClone(), renamed);
        }
        return renamed;
    }

    private static JsonNode? Rename(JsonNode? node, Dictionary<string, string> renamed)
    {
        if (node is JsonArray list)
            foreach (var item in list) Rename(item, renamed);
        if (node is JsonObject members)
        {
            if (members["$ref"] is JsonValue reference && reference.TryGetValue<string>(out var target) && renamed.TryGetValue(target, out var other))
                members["$ref"] = other;
            foreach (var (_, value) in members.ToArray()) Rename(value, renamed);
        }
        return node;
    }
}
