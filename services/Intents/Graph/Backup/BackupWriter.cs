using System.IO.Pipelines;
using System.Text.Encodings.Web;
using System.Text.Json;
using IntentEngine.Intents.Graph.Storage;

namespace IntentEngine.Intents.Graph.Backup;

/// <summary>Writes backups of format 1.1, piece by piece.</summary>
internal static class BackupWriter
{
    /// <summary>The format that is written.</summary>
    public const string Version = "1.1";

    private const int FlushAt = 64 * 1024;

    /// <summary>Writes a backup as JSON. Equal graphs give equal bytes, apart from the time.</summary>
    public static async Task WriteAsync(Stream stream, Backup backup, CancellationToken cancel)
    {
        // Through a pipe: the serializer flushes its writer after each value, which on a response's stream would be a synchronous write.
        var pipe = PipeWriter.Create(stream, new StreamPipeWriterOptions(leaveOpen: true));
        var sent = 0L;
        await using var json = new Utf8JsonWriter(pipe, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        json.WriteString("version", Version);
        json.WriteNumber("timestamp", backup.Timestamp.ToUnixTimeSeconds());
        json.WriteStartObject("intents");
        foreach (var intent in backup.Content.Intents)
        {
            json.WritePropertyName(intent.IntentId);
            JsonSerializer.Serialize(json, intent, GraphJson.Options);
            await SendAsync(FlushAt);
        }

        json.WriteEndObject();
        json.WriteStartArray("edges");
        foreach (var edge in backup.Content.Edges)
        {
            JsonSerializer.Serialize(json, edge, GraphJson.Options);
            await SendAsync(FlushAt);
        }

        json.WriteEndArray();
        if (backup.Manifest is { } manifest)
        {
            json.WritePropertyName("manifest");
            JsonSerializer.Serialize(json, manifest, GraphJson.Options);
        }

        json.WritePropertyName("rtfs");
        foreach (var piece in RtfsSnapshot.Of(backup.Content))
        {
            json.WriteStringValueSegment(piece, isFinalSegment: false);
            await SendAsync(FlushAt);
        }

        json.WriteStringValueSegment("", isFinalSegment: true);
        json.WriteEndObject();
        await SendAsync(0);
        await pipe.CompleteAsync();

        async Task SendAsync(int atLeast)
        {
            if (json.BytesCommitted + json.BytesPending - sent < atLeast) return;
            json.Flush();
            sent = json.BytesCommitted;
            await pipe.FlushAsync(cancel);
        }
    }
}
