using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace IntentEngine.Hosting.Authentication;

/// <summary>Tokens that must be refused, each for one reason (RFC 8725, RFC 9068, spec reliability §4.3).</summary>
internal static class ForgedTokenCorpus
{
    public static IEnumerable<(string Name, string Token)> All(Func<ForgedToken> genuine, DateTimeOffset now) =>
        [.. Shapes(genuine), .. Algorithms(genuine), .. Headers(genuine), .. Times(genuine, now), .. Claims(genuine)];

    private static IEnumerable<(string, string)> Shapes(Func<ForgedToken> genuine)
    {
        var token = genuine().Sign();
        var parts = token.Split('.');
        yield return ("nothing but a word", "token");
        yield return ("two parts", $"{parts[0]}.{parts[1]}");
        yield return ("no signature", $"{parts[0]}.{parts[1]}.");
        yield return ("no payload", $"{parts[0]}..{parts[2]}");
        yield return ("no header", $".{parts[1]}.{parts[2]}");
        yield return ("four parts", $"{token}.{parts[2]}");
        yield return ("five parts, as an encrypted token has", $"{token}.{parts[2]}.{parts[2]}");
        yield return ("an encrypted token", $"{ForgedToken.Encode("""{"alg":"dir","enc":"A256GCM"}""")}..AAAA.AAAA.AAAA");
        yield return ("an encrypted token with an elliptic key", $"{ForgedToken.Encode("""{"alg":"ECDH-ES","enc":"A128CBC-HS256","epk":{}}""")}..AAAA.AAAA.AAAA");
        yield return ("garbage behind the signature", $"{token}AAAA");
        yield return ("a blank behind the signature", $"{token} x");
        yield return ("padding behind the signature", $"{token}==");
        yield return ("another last bit that decodes to the same bytes", token[..^1] + Sibling(token[^1]));
        yield return ("a changed signature", $"{parts[0]}.{parts[1]}.{Flip(parts[2])}");
        yield return ("a cut signature", token[..^8]);
        yield return ("the signature of another token", $"{parts[0]}.{parts[1]}.{Other(genuine).Split('.')[2]}");
        yield return ("the payload of another token", $"{parts[0]}.{Other(genuine).Split('.')[1]}.{parts[2]}");
        yield return ("another role, same signature", Tampered(genuine, parts, "roles", "admin"));
        yield return ("another organization, same signature", Tampered(genuine, parts, "org", Guid.NewGuid().ToString()));
        yield return ("a later end, same signature", Tampered(genuine, parts, "exp", 4102444800));
        yield return ("a signature of zeros", $"{parts[0]}.{parts[1]}.{new string('A', 86)}");
        yield return ("an oversized token", Change(genuine, t => t.Claims["pad"] = new string('x', 9000)));
        yield return ("base64 instead of base64url", token.Replace('-', '+').Replace('_', '/') + "+/");
        yield return ("a payload that is a list", genuine().Sign(genuine().Header.ToJsonString(), "[]"));
        yield return ("a payload that is not JSON", genuine().Sign(genuine().Header.ToJsonString(), "sub=someone"));
        yield return ("a header that is not JSON", genuine().Sign("alg=ES256", genuine().Claims.ToJsonString()));
        yield return ("a DER signature instead of two numbers", genuine().SignWith(bytes => genuine().Key.SignData(bytes, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)));
    }

    private static IEnumerable<(string, string)> Algorithms(Func<ForgedToken> genuine)
    {
        foreach (var none in new[] { "none", "None", "NONE", "nOnE", "" })
        {
            yield return ($"algorithm '{none}' without a signature", Unsigned(genuine, none));
            yield return ($"algorithm '{none}' with a signature", Change(genuine, t => t.Header["alg"] = none));
        }
        var publicKey = genuine().Key.ExportSubjectPublicKeyInfo();
        var pem = Encoding.ASCII.GetBytes(genuine().Key.ExportSubjectPublicKeyInfoPem());
        yield return ("HS256 keyed with the public key (DER)", Keyed(genuine, "HS256", bytes => HMACSHA256.HashData(publicKey, bytes)));
        yield return ("HS256 keyed with the public key (PEM)", Keyed(genuine, "HS256", bytes => HMACSHA256.HashData(pem, bytes)));
        yield return ("HS256 keyed with nothing", Keyed(genuine, "HS256", bytes => HMACSHA256.HashData(Array.Empty<byte>(), bytes)));
        yield return ("HS512 keyed with the public key", Keyed(genuine, "HS512", bytes => HMACSHA512.HashData(publicKey, bytes)));
        yield return ("ES256 in lower case", Change(genuine, t => t.Header["alg"] = "es256"));
        yield return ("ES384 named over an ES256 key", Change(genuine, t => t.Header["alg"] = "ES384"));
        yield return ("RS256 named over an ES256 key", Change(genuine, t => t.Header["alg"] = "RS256"));
        yield return ("EdDSA, which is not on the list", Change(genuine, t => t.Header["alg"] = "EdDSA"));
        yield return ("no algorithm", Change(genuine, t => t.Header.Remove("alg")));
        yield return ("an algorithm that is a list", Change(genuine, t => t.Header["alg"] = new JsonArray("ES256")));
        using var rsa = RSA.Create(2048);
        yield return ("RS256 by a key nobody knows", Keyed(genuine, "RS256", bytes => rsa.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)));
        yield return ("signed by another key under the known id", Change(genuine, t => t.Key = ECDsa.Create(ECCurve.NamedCurves.nistP256)));
    }

    private static IEnumerable<(string, string)> Headers(Func<ForgedToken> genuine)
    {
        using var own = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var point = own.ExportParameters(false).Q;
        var jwk = $$"""{"kty":"EC","crv":"P-256","x":"{{System.Buffers.Text.Base64Url.EncodeToString(point.X)}}","y":"{{System.Buffers.Text.Base64Url.EncodeToString(point.Y)}}"}""";
        yield return ("an embedded key", Change(genuine, t => { t.Key = own; t.Header["jwk"] = JsonNode.Parse(jwk); }));
        yield return ("an embedded key and no key id", Change(genuine, t => { t.Key = own; t.Header["jwk"] = JsonNode.Parse(jwk); t.Header.Remove("kid"); }));
        yield return ("a key address", Change(genuine, t => { t.Key = own; t.Header["jku"] = "http://127.0.0.1:1/keys"; }));
        yield return ("a certificate address", Change(genuine, t => { t.Key = own; t.Header["x5u"] = "http://127.0.0.1:1/cert"; }));
        yield return ("a certificate", Change(genuine, t => { t.Key = own; t.Header["x5c"] = new JsonArray("MIIB"); }));
        foreach (var kid in new[] { "unknown", "", "../../../dev/null", "' or 1=1 --", "http://127.0.0.1:1/key", "\u0000", new string('k', 300) })
            yield return ($"key id '{kid[..Math.Min(12, kid.Length)].Replace('\0', '0')}'", Change(genuine, t => t.Header["kid"] = kid));
        yield return ("a key id that is a number", Change(genuine, t => t.Header["kid"] = 1));
        yield return ("a key id that is null", Change(genuine, t => t.Header["kid"] = null));
        yield return ("a critical extension", Change(genuine, t => { t.Header["crit"] = new JsonArray("b64"); t.Header["b64"] = false; }));
        yield return ("a compressed payload", Change(genuine, t => t.Header["zip"] = "DEF"));
        yield return ("no type", Change(genuine, t => t.Header.Remove("typ")));
        yield return ("the type of an identity event", Change(genuine, t => t.Header["typ"] = "secevent+jwt"));
        yield return ("the type of a logout token", Change(genuine, t => t.Header["typ"] = "logout+jwt"));
        var header = genuine().Header.ToJsonString();
        yield return ("the algorithm twice", genuine().Sign(header.Replace("{", """{"alg":"none",""", StringComparison.Ordinal), genuine().Claims.ToJsonString()));
        yield return ("something behind the header object", genuine().Sign(header + "{}", genuine().Claims.ToJsonString()));
    }

    private static IEnumerable<(string, string)> Times(Func<ForgedToken> genuine, DateTimeOffset now)
    {
        long At(double minutes) => now.AddMinutes(minutes).ToUnixTimeSeconds();
        yield return ("expired", Change(genuine, t => { t.Claims["iat"] = At(-62); t.Claims["exp"] = At(-2); }));
        yield return ("expired just beyond the tolerated skew", Change(genuine, t => { t.Claims["iat"] = At(-30); t.Claims["exp"] = now.ToUnixTimeSeconds() - 61; }));
        yield return ("issued in the future", Change(genuine, t => { t.Claims["iat"] = At(5); t.Claims["exp"] = At(50); }));
        yield return ("not valid yet", Change(genuine, t => t.Claims["nbf"] = At(5)));
        yield return ("expiring before it was issued", Change(genuine, t => { t.Claims["iat"] = At(1); t.Claims["exp"] = At(0); }));
        yield return ("living longer than twelve hours", Change(genuine, t => t.Claims["exp"] = At(12 * 60 + 1)));
        yield return ("never expiring", Change(genuine, t => t.Claims.Remove("exp")));
        yield return ("issued at no time", Change(genuine, t => t.Claims.Remove("iat")));
        yield return ("an end that is a text", Change(genuine, t => t.Claims["exp"] = At(30).ToString(System.Globalization.CultureInfo.InvariantCulture)));
        yield return ("an end that is null", Change(genuine, t => t.Claims["exp"] = null));
        yield return ("an end beyond all time", Change(genuine, t => t.Claims["exp"] = JsonNode.Parse("1e300")));
        yield return ("a negative start", Change(genuine, t => t.Claims["iat"] = -1));
        yield return ("a start that is a list", Change(genuine, t => t.Claims["nbf"] = new JsonArray(At(0))));
    }

    private static IEnumerable<(string, string)> Claims(Func<ForgedToken> genuine)
    {
        foreach (var name in new[] { "iss", "aud", "sub", "org", "roles" })
        {
            yield return ($"no {name}", Change(genuine, t => t.Claims.Remove(name)));
            yield return ($"{name} null", Change(genuine, t => t.Claims[name] = null));
            yield return ($"{name} a number", Change(genuine, t => t.Claims[name] = 7));
            yield return ($"{name} an object", Change(genuine, t => t.Claims[name] = new JsonObject()));
            yield return ($"{name} twice", genuine().Sign(genuine().Header.ToJsonString(), genuine().Claims.ToJsonString().Replace("{", $"{{\"{name}\":\"x\",", StringComparison.Ordinal)));
        }
        foreach (var name in new[] { "iss", "sub", "org" })
        {
            yield return ($"{name} empty", Change(genuine, t => t.Claims[name] = ""));
            yield return ($"{name} a list", Change(genuine, t => t.Claims[name] = new JsonArray(t.Claims[name]!.GetValue<string>())));
        }
        yield return ("another issuer", Change(genuine, t => t.Claims["iss"] = "https://evil.example"));
        yield return ("the issuer with a slash", Change(genuine, t => t.Claims["iss"] = DevelopmentTokens.Issuer + "/"));
        yield return ("another audience", Change(genuine, t => t.Claims["aud"] = "another"));
        yield return ("the audience in capitals", Change(genuine, t => t.Claims["aud"] = "INTENT-ENGINE"));
        yield return ("the audience with more behind", Change(genuine, t => t.Claims["aud"] = "intent-engine-admin"));
        yield return ("the audience in words with others", Change(genuine, t => t.Claims["aud"] = "other intent-engine"));
        yield return ("no audience in the list", Change(genuine, t => t.Claims["aud"] = new JsonArray()));
        yield return ("a list of audiences with a number", Change(genuine, t => t.Claims["aud"] = new JsonArray("intent-engine", 1)));
        yield return ("an organization that is no UUID", Change(genuine, t => t.Claims["org"] = "acme"));
        yield return ("the empty organization", Change(genuine, t => t.Claims["org"] = Guid.Empty.ToString()));
        yield return ("an organization in braces", Change(genuine, t => t.Claims["org"] = Guid.NewGuid().ToString("B")));
        yield return ("two organizations", Change(genuine, t => t.Claims["org"] = $"{Guid.NewGuid()} {Guid.NewGuid()}"));
        yield return ("an organization with a quote", Change(genuine, t => t.Claims["org"] = "' or true --"));
        yield return ("a subject of blanks", Change(genuine, t => t.Claims["sub"] = "   "));
        yield return ("a subject with a NUL", Change(genuine, t => t.Claims["sub"] = "a\0b"));
        yield return ("a subject with a line break", Change(genuine, t => t.Claims["sub"] = "a\nb"));
        yield return ("a subject that is too long", Change(genuine, t => t.Claims["sub"] = new string('s', 256)));
        yield return ("roles with a number", Change(genuine, t => t.Claims["roles"] = new JsonArray("admin", 1)));
        yield return ("roles as a switch", Change(genuine, t => t.Claims["roles"] = true));
    }

    private static string Change(Func<ForgedToken> genuine, Action<ForgedToken> change)
    {
        var token = genuine();
        change(token);
        return token.Sign();
    }

    private static string Keyed(Func<ForgedToken> genuine, string algorithm, Func<byte[], byte[]> sign)
    {
        var token = genuine();
        token.Header["alg"] = algorithm;
        return token.SignWith(sign);
    }

    private static string Unsigned(Func<ForgedToken> genuine, string algorithm) => Keyed(genuine, algorithm, _ => []);

    private static string Other(Func<ForgedToken> genuine) => Change(genuine, t => t.Claims["sub"] = "somebody else");

    private static string Tampered(Func<ForgedToken> genuine, string[] parts, string claim, JsonNode value)
    {
        var token = genuine();
        token.Claims[claim] = value;
        return $"{parts[0]}.{ForgedToken.Encode(token.Claims.ToJsonString())}.{parts[2]}";
    }

    private static string Flip(string text) => (text[0] == 'A' ? 'B' : 'A') + text[1..];

    // 64 signature bytes end in a character of which two bits count: its neighbour decodes to the same bytes.
    private static char Sibling(char last) => (char)(last + 1);
}
