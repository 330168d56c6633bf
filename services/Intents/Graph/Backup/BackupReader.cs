using System.Text.Json;
using IntentEngine.Hosting.Failures;
using IntentEngine.Intents.Graph.Model;
using IntentEngine.Intents.Graph.Storage;

namespace IntentEngine.Intents.Graph.Backup;

/// <summary>Reads backups of format 1.x: unknown fields are ignored, so later minor versions and the seed's own 1.0 files are taken too (spec semantics §1.6).</summary>
internal static class BackupReader
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 32, AllowDuplicateProperties = false };

    /// <summary>Reads a whole backup.</summary>
    /// <exception cref="InvalidBackupException">It is not a backup, of another major version, or does not hold together.</exception>
    public static async Task<Backup> ReadAsync(Stream stream, CancellationToken cancel)
    {
        try
        {
            using var document = await JsonDocument.ParseAsync(stream, Strict, cancel);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object) throw InvalidBackupException.NotABackup("$", $"expected a JSON object; came {root.ValueKind}.");
            CheckVersion(root);
            var backup = new Backup(Timestamp(root), new GraphContent(Intents(root), Edges(root)), Manifest(root));
            BackupRules.Check(backup.Content);
            return backup;
        }
        catch (JsonException unreadable)
        {
            throw InvalidBackupException.NotABackup("$", $"expected a backup as JSON; {unreadable.Message}");
        }
    }

    private static void CheckVersion(JsonElement root)
    {
        var version = root.TryGetProperty("version", out var sent) && sent.ValueKind == JsonValueKind.String ? sent.GetString()! : throw InvalidBackupException.NotABackup("version", "expected the format's version, for example \"1.1\".");
        if (version.Split('.') is not ["1", ..])
            throw InvalidBackupException.Impossible($"Expected a backup of format 1.0 or 1.1; came version '{(version.Length <= 20 ? version : version[..20] + "…")}'. Restore it with the program that wrote it, or convert it.");
    }

    private static DateTimeOffset Timestamp(JsonElement root) => root.TryGetProperty("timestamp", out var timestamp)
        ? Read<DateTimeOffset>(timestamp, "timestamp")
        : throw InvalidBackupException.NotABackup("timestamp", "expected when the backup was taken, in Unix seconds.");

    private static List<StorableIntent> Intents(JsonElement root)
    {
        if (!root.TryGetProperty("intents", out var sent) || sent.ValueKind != JsonValueKind.Object)
            throw InvalidBackupException.NotABackup("intents", "expected an object from ids to intents.");
        var intents = new List<StorableIntent>();
        foreach (var member in sent.EnumerateObject())
        {
            var intent = Read<StorableIntent>(member.Value, $"intents.{member.Name}");
            if (intent.IntentId != member.Name) throw InvalidBackupException.NotABackup($"intents.{member.Name}", $"expected the intent of this id; came intent_id '{intent.IntentId}'.");
            intents.Add(StoredForm.Of(intent));
        }

        return intents;
    }

    private static List<IntentEdge> Edges(JsonElement root) => root.TryGetProperty("edges", out var sent) && sent.ValueKind == JsonValueKind.Array
        ? [.. sent.EnumerateArray().Select((edge, i) => Read<IntentEdge>(edge, $"edges[{i}]"))]
        : throw InvalidBackupException.NotABackup("edges", "expected an array of edges.");

    private static BackupManifest? Manifest(JsonElement root) =>
        root.TryGetProperty("manifest", out var sent) && sent.ValueKind != JsonValueKind.Null ? Read<BackupManifest>(sent, "manifest") : null;

    private static T Read<T>(JsonElement element, string place)
    {
        try
        {
            return element.Deserialize<T>(GraphJson.Options) ?? throw InvalidBackupException.NotABackup(place, "expected a value; came null.");
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException or FormatException)
        {
            throw InvalidBackupException.NotABackup(place, unreadable.Message);
        }
    }
}
