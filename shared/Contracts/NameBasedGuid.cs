using System.Security.Cryptography;
using System.Text;

namespace IntentEngine.Contracts;

/// <summary>Version 5 UUIDs (RFC 9562 §5.5): the same namespace and name always give the same id.</summary>
/// <remarks>Used wherever a repeated attempt must find what the first one made: items of a step, child workflows, intents.</remarks>
public static class NameBasedGuid
{
    /// <summary>The UUID of <paramref name="name"/> (UTF-8) within <paramref name="scope"/>.</summary>
    public static Guid Create(Guid scope, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var input = new byte[16 + Encoding.UTF8.GetByteCount(name)];
        scope.TryWriteBytes(input, bigEndian: true, out _);
        Encoding.UTF8.GetBytes(name, input.AsSpan(16));
        // SHA-1 is what version 5 prescribes; the id is a name, not a secret.
#pragma warning disable CA5350
        Span<byte> hash = stackalloc byte[20];
        SHA1.HashData(input, hash);
#pragma warning restore CA5350
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
