using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace IntentEngine.ContentStore.S3;

/// <summary>Verifies a request as a service does: from what arrived, sharing no code with what signed it.</summary>
/// <param name="accessKey">The key that is known.</param>
/// <param name="secretKey">Its secret.</param>
/// <param name="region">The service's region.</param>
/// <param name="token">The session token that must come. Null: none may.</param>
/// <param name="clock">The service's clock.</param>
internal sealed class SignatureCheck(string accessKey, string secretKey, string region, string? token, TimeProvider clock)
{
    /// <summary>The service's word for what is wrong. Null: nothing.</summary>
    public string? Fault(HttpRequest request, byte[] body)
    {
        var authorization = request.Headers.Authorization.ToString();
        if (!authorization.StartsWith("AWS4-HMAC-SHA256 ", StringComparison.Ordinal)) return "AccessDenied";
        var parts = authorization["AWS4-HMAC-SHA256 ".Length..].Split(',', StringSplitOptions.TrimEntries).Select(part => part.Split('=', 2)).ToDictionary(part => part[0], part => part[1]);
        var credential = parts["Credential"].Split('/');
        var stamp = request.Headers["x-amz-date"].ToString();
        if (credential is not [var key, var day, var where, "s3", "aws4_request"] || !stamp.StartsWith(day, StringComparison.Ordinal)) return "AuthorizationHeaderMalformed";
        if (key != accessKey) return "InvalidAccessKeyId";
        if (where != region) return "AuthorizationHeaderMalformed";
        if ((request.Headers.TryGetValue("x-amz-security-token", out var sent) ? sent.ToString() : null) != token) return "InvalidToken";

        var at = DateTimeOffset.ParseExact(stamp, "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        if ((clock.GetUtcNow() - at).Duration() > TimeSpan.FromMinutes(15)) return "RequestTimeTooSkewed";

        var names = parts["SignedHeaders"].Split(';');
        var mustBeSigned = request.Headers.Keys.Select(name => name.ToLowerInvariant()).Where(name => name == "host" || name.StartsWith("x-amz-", StringComparison.Ordinal));
        if (mustBeSigned.Except(names).Any() || !names.SequenceEqual(names.Order(StringComparer.Ordinal))) return "AccessDenied";

        var declared = request.Headers["x-amz-content-sha256"].ToString();
        if (declared != Hex(SHA256.HashData(body))) return "XAmzContentSHA256Mismatch";
        return Sign(request, names, declared, stamp, day) == parts["Signature"] ? null : "SignatureDoesNotMatch";
    }

    private string Sign(HttpRequest request, string[] names, string payload, string stamp, string day)
    {
        var target = request.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Split('?', 2);
        var path = string.Join('/', target[0].Split('/').Select(segment => Uri.EscapeDataString(Uri.UnescapeDataString(segment))));
        var query = target.Length < 2 ? "" : string.Join('&', target[1].Split('&').Order(StringComparer.Ordinal));
        string[] lines = [request.Method, path, query, .. names.Select(name => $"{name}:{string.Join(',', request.Headers[name].Select(value => value!.Trim()))}"), "", string.Join(';', names), payload];
        var text = string.Join('\n', "AWS4-HMAC-SHA256", stamp, $"{day}/{region}/s3/aws4_request", Hex(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines)))));

        var key = Encoding.UTF8.GetBytes("AWS4" + secretKey);
        foreach (var step in new[] { day, region, "s3", "aws4_request", text })
        {
            using var hmac = new HMACSHA256(key);
            key = hmac.ComputeHash(Encoding.UTF8.GetBytes(step));
        }

        return Hex(key);
    }

    private static string Hex(byte[] bytes) => string.Concat(bytes.Select(b => b.ToString("x2", CultureInfo.InvariantCulture)));
}
