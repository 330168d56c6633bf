using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json;
using IntentEngine.Intents.Graph.Model;
using IntentEngine.Intents.Graph.Storage.Files;

namespace IntentEngine.Intents.Graph.Storage.Archive;

/// <summary>Every version of an intent is a file named by the SHA-256 of its content; the index holds the hashes. Equal content is stored once, and nothing is ever overwritten.</summary>
internal sealed class ArchivedBodies(string folder) : IIntentBodies
{
    private readonly ConditionalWeakTable<StorableIntent, string> _known = [];
    private readonly HashSet<string> _unflushed = [];

    public JsonElement Put(StorableIntent intent)
    {
        if (!_known.TryGetValue(intent, out var hash))
        {
            var content = JsonSerializer.SerializeToUtf8Bytes(intent, GraphJson.Options);
            hash = Convert.ToHexStringLower(SHA256.HashData(content));
            Keep(hash, content);
            _known.Add(intent, hash);
        }

        return JsonSerializer.SerializeToElement(hash);
    }

    public void Flush()
    {
        foreach (var changed in _unflushed) DurableFile.FlushFolder(changed);
        _unflushed.Clear();
    }

    public StorableIntent Get(JsonElement stored)
    {
        var hash = stored.GetString() ?? throw new JsonException("Expected the hash of an intent; came null.");
        if (!IsHash(hash)) throw new JsonException($"Expected 64 hex digits; came '{hash}'.");
        var path = PathOf(folder, hash);
        if (!File.Exists(path)) throw new GraphStorageException($"{path} is missing, and the index needs it. Put it back from a copy of the archive, or restore a backup into an empty folder.");
        var content = File.ReadAllBytes(path);
        if (Convert.ToHexStringLower(SHA256.HashData(content)) != hash) throw Damage.Report(path, content, "its content does not match its name.");
        var intent = JsonSerializer.Deserialize<StorableIntent>(content, GraphJson.Options) ?? throw new JsonException("Expected an intent; came null.");
        _known.Add(intent, hash);
        return intent;
    }

    /// <summary>Where the content of a hash stands.</summary>
    internal static string PathOf(string folder, string hash) => Path.Combine(folder, hash[..2], hash[2..4], $"{hash}.json");

    /// <summary>Whether a text is a SHA-256 in lower-case hex.</summary>
    internal static bool IsHash(string text) => text.Length == 64 && text.All(char.IsAsciiHexDigitLower);

    private void Keep(string hash, byte[] content)
    {
        var path = PathOf(folder, hash);
        if (File.Exists(path))
        {
            if (File.ReadAllBytes(path) is var there && !there.AsSpan().SequenceEqual(content)) throw Damage.Report(path, there, "its content does not match its name.");
            return;
        }

        var parent = Path.GetDirectoryName(path)!;
        // One level at a time, so that each new name is flushed in its own parent.
        DurableFile.CreateFolder(Path.GetDirectoryName(parent)!);
        DurableFile.CreateFolder(parent);
        DurableFile.WriteAndRename(path, content);
        _unflushed.Add(parent);
    }
}
