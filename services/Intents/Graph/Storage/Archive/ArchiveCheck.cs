using System.Security.Cryptography;

namespace IntentEngine.Intents.Graph.Storage.Archive;

/// <summary>Recomputes the hash of every file of an archive, old versions included (spec semantics §1.5: verify_integrity).</summary>
internal static class ArchiveCheck
{
    /// <summary>The files whose content does not match their name, in order; reads only. Missing files show when the archive is opened.</summary>
    public static IReadOnlyList<string> Damaged(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories)
            .Where(file => ArchivedBodies.IsHash(Path.GetFileNameWithoutExtension(file)) && Path.GetFileNameWithoutExtension(file) != HashOf(file))
            .Order(StringComparer.Ordinal),
    ];

    private static string HashOf(string file)
    {
        using var content = File.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(content));
    }
}
