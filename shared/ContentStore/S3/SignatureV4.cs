using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace IntentEngine.ContentStore.S3;

/// <summary>AWS Signature Version 4 over one HTTP request (docs.aws.amazon.com, "Authenticating Requests: Using the Authorization Header").</summary>
internal static class SignatureV4
{
    private const string Algorithm = "AWS4-HMAC-SHA256";
    private const string Instant = "yyyyMMdd'T'HHmmss'Z'";

    /// <summary>The hash of no content, for requests without a body.</summary>
    public const string EmptyHash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    /// <summary>What the header <c>x-amz-date</c> says.</summary>
    public static string Date(DateTimeOffset now) => now.UtcDateTime.ToString(Instant, CultureInfo.InvariantCulture);

    /// <summary>The value of the header <c>Authorization</c>.</summary>
    /// <param name="method">GET, HEAD, PUT …</param>
    /// <param name="path">Path as it is sent: every octet but letters, digits and <c>-._~/</c> percent-encoded.</param>
    /// <param name="query">Query without '?', its pairs encoded and in order of name; empty: none.</param>
    /// <param name="headers">Every header to sign, among them <c>host</c> and <c>x-amz-date</c>; names in lower case.</param>
    /// <param name="payloadHash">SHA-256 of the body in hexadecimal.</param>
    /// <param name="credentials">The key.</param>
    /// <param name="region">Region of the service.</param>
    /// <param name="service">Its name, <c>s3</c>.</param>
    /// <param name="now">The instant of <c>x-amz-date</c>.</param>
    public static string Authorization(
        string method, string path, string query, IReadOnlyDictionary<string, string> headers, string payloadHash,
        S3Credentials credentials, string region, string service, DateTimeOffset now)
    {
        var ordered = headers.OrderBy(header => header.Key, StringComparer.Ordinal).ToList();
        var signed = string.Join(';', ordered.Select(header => header.Key));
        var canonical = new StringBuilder().Append(method).Append('\n').Append(path).Append('\n').Append(query).Append('\n');
        foreach (var (name, value) in ordered) canonical.Append(name).Append(':').Append(value.Trim()).Append('\n');
        canonical.Append('\n').Append(signed).Append('\n').Append(payloadHash);

        var day = now.UtcDateTime.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        var scope = $"{day}/{region}/{service}/aws4_request";
        var text = $"{Algorithm}\n{Date(now)}\n{scope}\n{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical.ToString())))}";
        var signature = Convert.ToHexStringLower(Hmac(SigningKey(credentials.SecretKey, day, region, service), text));
        return $"{Algorithm} Credential={credentials.AccessKey}/{scope},SignedHeaders={signed},Signature={signature}";
    }

    /// <summary>The key of one day, region and service.</summary>
    internal static byte[] SigningKey(string secret, string day, string region, string service) =>
        Hmac(Hmac(Hmac(Hmac(Encoding.UTF8.GetBytes("AWS4" + secret), day), region), service), "aws4_request");

    private static byte[] Hmac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));
}
