using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace IntentEngine.Hosting.Authentication;

/// <summary>Makes tokens by hand, so that every part can be wrong on purpose.</summary>
internal sealed class ForgedToken
{
    public ForgedToken(ECDsa key, string keyId, DateTimeOffset now)
    {
        Key = key;
        Header = new() { ["alg"] = "ES256", ["typ"] = "JWT", ["kid"] = keyId };
        Claims = new()
        {
            ["iss"] = DevelopmentTokens.Issuer,
            ["aud"] = "intent-engine",
            ["iat"] = now.ToUnixTimeSeconds(),
            ["nbf"] = now.ToUnixTimeSeconds(),
            ["exp"] = now.AddHours(1).ToUnixTimeSeconds(),
            ["sub"] = "someone",
            ["org"] = TestHost.Acme.ToString(),
            ["roles"] = new JsonArray("member"),
        };
    }

    public ECDsa Key { get; set; }

    public JsonObject Header { get; }

    public JsonObject Claims { get; }

    /// <summary>Signs what the header and the claims say now.</summary>
    public string Sign() => Sign(Header.ToJsonString(), Claims.ToJsonString());

    public string Sign(string header, string claims) => SignWith(bytes => Key.SignData(bytes, HashAlgorithmName.SHA256), header, claims);

    public string SignWith(Func<byte[], byte[]> sign, string? header = null, string? claims = null)
    {
        var input = $"{Encode(header ?? Header.ToJsonString())}.{Encode(claims ?? Claims.ToJsonString())}";
        return $"{input}.{Base64Url.EncodeToString(sign(Encoding.ASCII.GetBytes(input)))}";
    }

    public static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    public static ECDsa ReadKey(string path)
    {
        var jwk = JsonDocument.Parse(File.ReadAllBytes(path)).RootElement;
        byte[] Field(string name) => Base64Url.DecodeFromChars(jwk.GetProperty(name).GetString());
        return ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint { X = Field("x"), Y = Field("y") },
            D = Field("d"),
        });
    }
}
