using System.Buffers.Text;
using System.Security.Cryptography;

namespace IntentEngine.Owners.Records;

/// <summary>Makes completion tokens: 128 random bits as 22 characters of base64url, unguessable and never made twice (spec semantics §4.3.1).</summary>
/// <remarks>The origin counted (<c>needs:7</c>) and began anew after a reset, so that an old completion met a new record.</remarks>
public static class CompletionToken
{
    private const int Bytes = 16;

    /// <summary>A new token from the system's cryptographic source.</summary>
    public static string Create() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>What of a token may stand in a log: its first four characters, enough to tell two apart and too little to use.</summary>
    public static string ForLogs(string token)
    {
        ArgumentNullException.ThrowIfNull(token);
        return token.Length > 8 ? string.Concat(token.AsSpan(0, 4), "…") : "…";
    }
}
