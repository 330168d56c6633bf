using System.Security.Cryptography;
using System.Text.Json;

namespace IntentEngine.LocalServers.Folders;

/// <summary>Named random secrets in a JSON file that only its owner may read (mode 0600).</summary>
internal sealed class SecretsFile(string path)
{
    private const int SecretBytes = 24;

    private readonly Lock gate = new();

    /// <summary>The secret of that name, made at first use. Hexadecimal, so it needs no escaping in a URI or in a file.</summary>
    public string GetOrCreate(string name)
    {
        lock (gate)
        {
            var secrets = File.Exists(path) ? JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(path)) ?? [] : [];
            if (secrets.TryGetValue(name, out var known)) return known;
            secrets[name] = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SecretBytes));
            PrivateFile.Write(path, JsonSerializer.Serialize(secrets));
            return secrets[name];
        }
    }
}
