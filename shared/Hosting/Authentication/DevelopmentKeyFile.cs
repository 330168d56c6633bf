using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using IntentEngine.Hosting.Startup;

namespace IntentEngine.Hosting.Authentication;

/// <summary>The private key of development tokens as a JSON Web Key (P-256) in a file that only its owner may read.</summary>
internal static class DevelopmentKeyFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static ECDsa LoadOrCreate(string path)
    {
        if (!File.Exists(path)) Create(path);
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~OwnerOnly) != 0)
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

    // Several services may start at once: each writes its own file, the first to give it the name wins, all read the winner's.
    private static void Create(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var numbers = key.ExportParameters(includePrivateParameters: true);
        var jwk = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string>
        {
            ["kty"] = "EC",
            ["crv"] = "P-256",
            ["use"] = "sig",
            ["x"] = Base64Url.EncodeToString(numbers.Q.X),
            ["y"] = Base64Url.EncodeToString(numbers.Q.Y),
            ["d"] = Base64Url.EncodeToString(numbers.D),
        });
        var draft = $"{path}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
        using (var file = new FileStream(draft, options)) file.Write(jwk);
        try
        {
            File.Move(draft, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(draft);
        }
    }
}
