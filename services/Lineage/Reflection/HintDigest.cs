using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using IntentEngine.Contracts;

namespace IntentEngine.Lineage.Reflection;

/// <summary>Names hints by what they say: SHA-256 over their JSON with sorted member names (specification: semantics §3.3).</summary>
internal static class HintDigest
{
    /// <summary>The hints with their digest.</summary>
    public static ReflectionHints Sign(ReflectionHints hints)
    {
        var json = JsonSerializer.SerializeToNode(hints, ContractJson.Options)!.AsObject();
        json.Remove("digest");
        return hints with { Digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sorted(json)!.ToJsonString()))) };
    }

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => KeyValuePair.Create(m.Key, Sorted(m.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Sorted)]),
        _ => node?.DeepClone(),
    };
}
