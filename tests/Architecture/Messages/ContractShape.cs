using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using IntentEngine.Contracts;

namespace IntentEngine.Architecture.Messages;

/// <summary>What of a message others rely on: its names, its properties with their JSON types, and an example.</summary>
internal static class ContractShape
{
    private static readonly JsonSchemaExporterOptions Strict = new() { TreatNullObliviousAsNonNullable = true };

    public static JsonObject Of(Type contract) => new()
    {
        ["entity_name"] = ContractTypes.EntityName(contract),
        ["message_urn"] = ContractTypes.Urn(contract),
        ["queue"] = ContractTypes.Queue(contract),
        ["schema"] = ContractJson.Options.GetJsonSchemaAsNode(contract, Strict),
        ["sample"] = JsonNode.Parse(JsonSerializer.Serialize(Sample.Of(contract), contract, ContractJson.Options)),
    };

    /// <summary>What would break those who know <paramref name="frozen"/>. Only optional properties may be added.</summary>
    public static IEnumerable<string> BreakingChanges(JsonObject frozen, JsonObject present) =>
        ((string[])["entity_name", "message_urn", "queue"])
            .Where(key => frozen[key]?.ToString() != present[key]?.ToString())
            .Select(key => $"{key} was {frozen[key] ?? "null"} and is {present[key] ?? "null"}")
            .Concat(SchemaChanges(frozen["schema"]!, present["schema"]!, "$"));

    private static IEnumerable<string> SchemaChanges(JsonNode frozen, JsonNode present, string path)
    {
        if (frozen is not JsonObject before || present is not JsonObject after)
        {
            if (!JsonNode.DeepEquals(frozen, present)) yield return $"{path} was {frozen.ToJsonString()} and is {present.ToJsonString()}";
            yield break;
        }

        foreach (var key in before.Select(p => p.Key).Concat(after.Select(p => p.Key)).Distinct().Where(key => key is not ("properties" or "required" or "items")))
            if (!JsonNode.DeepEquals(before[key], after[key])) yield return $"{path}.{key} was {before[key]?.ToJsonString() ?? "absent"} and is {after[key]?.ToJsonString() ?? "absent"}";

        if (before["items"] is { } item)
            foreach (var change in after["items"] is { } other ? SchemaChanges(item, other, path + "[]") : [$"{path} is no list any more"]) yield return change;

        foreach (var (name, type) in before["properties"]?.AsObject() ?? [])
            foreach (var change in after["properties"]?[name] is { } other ? SchemaChanges(type!, other, $"{path}.{name}") : [$"{path}.{name} is gone"]) yield return change;

        var (needed, needs) = (Required(before), Required(after));
        foreach (var name in needs.Except(needed)) yield return $"{path}.{name} is required now; only optional properties may be added";
        foreach (var name in needed.Except(needs)) yield return $"{path}.{name} is optional now; readers count on it";
    }

    private static string[] Required(JsonObject schema) => [.. schema["required"]?.AsArray().Select(n => n!.GetValue<string>()) ?? []];
}
