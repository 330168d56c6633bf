using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using IntentEngine.Intents.Graph.Model;

namespace IntentEngine.Intents.Graph.Storage.Files;

/// <summary>An organization's graph as one JSON document: <c>{format, organization_id, sequence, sha256, graph: {intents, edges, history}}</c>; the hash is over the bytes of <c>graph</c>.</summary>
internal sealed record Snapshot
{
    private const int Format = 1;

    public required Guid OrganizationId { get; init; }

    /// <summary>The last journal entry it contains.</summary>
    public required long Sequence { get; init; }

    public required GraphContent Content { get; init; }

    public required IReadOnlyList<StatusChange> History { get; init; }

    /// <summary>The document.</summary>
    public ReadOnlySpan<byte> ToBytes(IIntentBodies bodies)
    {
        var graph = JsonSerializer.SerializeToUtf8Bytes(new Graph([.. Content.Intents.Select(bodies.Put)], Content.Edges, History), GraphJson.Options);
        bodies.Flush();
        var document = new ArrayBufferWriter<byte>(graph.Length + 256);
        using var json = new Utf8JsonWriter(document);
        json.WriteStartObject();
        json.WriteNumber("format", Format);
        json.WriteString("organization_id", OrganizationId);
        json.WriteNumber("sequence", Sequence);
        json.WriteString("sha256", Convert.ToHexStringLower(SHA256.HashData(graph)));
        json.WritePropertyName("graph");
        json.WriteRawValue(graph, skipInputValidation: true);
        json.WriteEndObject();
        json.Flush();
        return document.WrittenSpan;
    }

    /// <exception cref="GraphStorageException">The document is damaged, another organization's, or of a later version.</exception>
    public static Snapshot Read(string path, Guid organization, IIntentBodies bodies)
    {
        var bytes = File.ReadAllBytes(path);
        try
        {
            using var document = JsonDocument.Parse(bytes);
            var root = document.RootElement;
            if (root.GetProperty("format").GetInt32() is var format and not Format)
                throw new GraphStorageException($"{path} has format {format}; this program reads format {Format}. Use the program that wrote it, or a later one.");
            var graph = root.GetProperty("graph");
            if (root.GetProperty("sha256").GetString() != Convert.ToHexStringLower(SHA256.HashData(System.Runtime.InteropServices.JsonMarshal.GetRawUtf8Value(graph))))
                throw Damage.Report(path, bytes, "its content does not match its hash.");
            if (root.GetProperty("organization_id").GetGuid() is var owner && owner != organization)
                throw new GraphStorageException($"{path} belongs to organization {owner}; its name says {organization}. Give it back its name.");
            var content = graph.Deserialize<Graph>(GraphJson.Options)!;
            return new Snapshot
            {
                OrganizationId = organization,
                Sequence = root.GetProperty("sequence").GetInt64(),
                Content = new GraphContent([.. content.Intents.Select(bodies.Get)], content.Edges),
                History = content.History,
            };
        }
        catch (Exception unreadable) when (unreadable is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw Damage.Report(path, bytes, $"it cannot be read ({unreadable.Message})", unreadable);
        }
    }

    private sealed record Graph(IReadOnlyList<JsonElement> Intents, IReadOnlyList<IntentEdge> Edges, IReadOnlyList<StatusChange> History);
}
