using System.Security.Cryptography;
using System.Text;

namespace IntentEngine.LocalServers.Folders;

/// <summary>Names of containers and volumes: the same for the same folder, different for any other.</summary>
internal static class ContainerName
{
    public static string For(ServerFolder folder)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(folder.Data)));
        return $"intentengine-{Path.GetFileName(folder.Data)}-{hash[..12]}";
    }
}
