using System.Security.Cryptography;

namespace IntentEngine.Intents.Graph.Storage.Files;

/// <summary>What happens to a damaged file: it stays as it is, a copy is put aside, and a person is told (spec semantics §1.5).</summary>
internal static class Damage
{
    /// <summary>Copies a file aside, once per content, and says so.</summary>
    public static GraphStorageException Report(string path, ReadOnlySpan<byte> content, string what, Exception? inner = null)
    {
        var copy = SetAside(path, content, "corrupt");
        var message = $"{path} is damaged: {what} It was left as it is, with a copy in {copy}. Put a good copy in its place, restore a backup into an empty folder, or move the file away to begin anew.";
        return inner is null ? new GraphStorageException(message) : new GraphStorageException(message, inner);
    }

    /// <summary>Keeps bytes beside a file, under a name made from them.</summary>
    public static string SetAside(string path, ReadOnlySpan<byte> content, string mark)
    {
        var copy = $"{path}.{mark}-{Convert.ToHexStringLower(SHA256.HashData(content))[..12]}";
        if (!File.Exists(copy)) DurableFile.Replace(copy, content);
        return copy;
    }
}
