using System.Security.Cryptography;
using System.Text;

namespace IntentEngine.Lineage.OpenLineage.Wire;

/// <summary>Ids of runs are UUIDs; other texts become one.</summary>
internal static class RunId
{
    /// <summary>The UUID in lower case; of any other text the version 3 UUID of its bytes, as Marquez makes it.</summary>
    public static string Of(string sent)
    {
        if (Guid.TryParseExact(sent, "D", out var id)) return id.ToString("D");
#pragma warning disable CA5351 // MD5 is what version 3 prescribes; the id is a name, not a secret.
        var hash = MD5.HashData(Encoding.UTF8.GetBytes(sent));
#pragma warning restore CA5351
        hash[6] = (byte)((hash[6] & 0x0F) | 0x30);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash, bigEndian: true).ToString("D");
    }
}
