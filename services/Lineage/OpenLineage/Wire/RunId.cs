using System.Security.Cryptography;
using System.Text;

namespace IntentEngine.Lineage.OpenLineage.Wire;

/// <summary>Ids of runs are UUIDs; other texts become one.</summary>
internal static class RunId
{
    // The namespace of URLs, RFC 9562 section 6.6.
    private static readonly byte[] Urls = new Guid("6ba7b811-9dad-11d1-80b4-00c04fd430c8").ToByteArray(bigEndian: true);

    /// <summary>The UUID in lower case; of any other text the version 3 UUID of its bytes, as Marquez makes it.</summary>
    public static string Of(string sent) => Guid.TryParseExact(sent, "D", out var id) ? id.ToString("D") : Version3(Encoding.UTF8.GetBytes(sent));

    /// <summary>The version 3 UUID of a name in the namespace of URLs.</summary>
    public static string Named(string name) => Version3([.. Urls, .. Encoding.UTF8.GetBytes(name)]);

    private static string Version3(byte[] bytes)
    {
#pragma warning disable CA5351 // MD5 is what version 3 prescribes; the id is a name, not a secret.
        var hash = MD5.HashData(bytes);
#pragma warning restore CA5351
        hash[6] = (byte)((hash[6] & 0x0F) | 0x30);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash, bigEndian: true).ToString("D");
    }
}
