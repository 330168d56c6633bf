using System.Security.Cryptography;
using System.Text.Json;
using IntentEngine.Intents.Graph.Model;

namespace IntentEngine.Intents.Graph.Storage;

/// <summary>Whether two graphs are the same, whatever backend they come from.</summary>
internal static class GraphDigest
{
    /// <summary>SHA-256, in lower-case hex, of a graph with its history in canonical form.</summary>
    public static string Of(GraphContent content, IReadOnlyList<StatusChange> history)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var intent in content.Intents.OrderBy(GraphOrder.PlaceOf, GraphOrder.Newest)) Add(hash, intent);
        foreach (var edge in content.Edges.Order(GraphOrder.Edges)) Add(hash, edge);
        foreach (var change in history) Add(hash, change);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Canonical JSON.</summary>
    public static string Text<T>(T value) => JsonSerializer.Serialize(value, GraphJson.Options);

    private static void Add<T>(IncrementalHash hash, T part)
    {
        hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(part, GraphJson.Options));
        hash.AppendData("\n"u8);
    }
}
