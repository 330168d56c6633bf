using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace IntentEngine.Intents.Owners;

/// <summary>Signs webhook requests: HMAC-SHA256 over timestamp, event id and body, so that none of them can be changed or sent again later.</summary>
/// <remarks>
/// Receivers compute <c>HMAC-SHA256(secret, timestamp + "." + event id + "." + body)</c>, the secret being the bytes its 64 hexadecimal digits stand for,
/// compare in constant time with the part after <c>v1=</c>, and refuse timestamps older than five minutes.
/// </remarks>
internal static class WebhookSignature
{
    /// <summary>Seconds since 1970, when this attempt was sent.</summary>
    public const string TimestampHeader = "IntentEngine-Timestamp";

    /// <summary>The same for every attempt.</summary>
    public const string EventIdHeader = "IntentEngine-Event-Id";

    /// <summary>Name of the message.</summary>
    public const string EventTypeHeader = "IntentEngine-Event-Type";

    /// <summary><c>v1=</c> and 64 hexadecimal digits.</summary>
    public const string SignatureHeader = "IntentEngine-Signature";

    /// <summary>The value of <see cref="SignatureHeader"/>.</summary>
    public static string Of(string secret, DateTimeOffset sentAt, Guid eventId, ReadOnlySpan<byte> body)
    {
        var head = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{sentAt.ToUnixTimeSeconds()}.{eventId:D}."));
        return "v1=" + Convert.ToHexStringLower(HMACSHA256.HashData(Convert.FromHexString(secret), (byte[])[.. head, .. body]));
    }
}
