using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using IntentEngine.Hosting.Files;
using IntentEngine.Hosting.Startup;

namespace IntentEngine.Hosting.Authentication;

/// <summary>The private key of development tokens as a JSON Web Key (P-256) in a file that only its owner may read.</summary>
internal static class DevelopmentKeyFile
{
    public static ECDsa LoadOrCreate(string path)
    {
        SecretFile.EnsureExists(path, NewKey);
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~SecretFile.OwnerOnly) != 0)
            throw new StartupException($"The development key '{path}' may be read by others; run: chmod 600 '{path}' (or delete it, and a new one is made).");
        return Read(path);
    }

    private static ECDsa Read(string path)
    {
        try
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
        catch (Exception failure) when (failure is JsonException or KeyNotFoundException or FormatException or CryptographicException or InvalidOperationException)
        {
            throw new StartupException($"The development key '{path}' is not a P-256 JSON Web Key; delete it, and a new one is made.", failure);
        }
    }

    private static byte[] NewKey()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var numbers = key.ExportParameters(includePrivateParameters: true);
        return JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string>
        {
            ["kty"] = "EC",
            ["crv"] = "P-256",
            ["use"] = "sig",
            ["x"] = Base64Url.EncodeToString(numbers.Q.X),
            ["y"] = Base64Url.EncodeToString(numbers.Q.Y),
            ["d"] = Base64Url.EncodeToString(numbers.D),
        });
    }
}
