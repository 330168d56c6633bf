using System.Security.Cryptography;
using IntentEngine.Hosting.Files;
using IntentEngine.Hosting.Settings;

namespace IntentEngine.Intents.Owners;

/// <summary>Keeps webhook secrets unreadable in the database: AES-256-GCM under a key that is not in it, bound to organization and owner, so that a row cannot be moved to another.</summary>
internal sealed class OwnerSecrets
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const int KeyBytes = 32;
    private const int SecretBytes = 32;

    private readonly byte[]? _key;

    /// <exception cref="SettingsException">The key is not 32 bytes in base64, or its file cannot be read or made.</exception>
    public OwnerSecrets(OwnerSettings settings) =>
        _key = settings switch { { SecretKey: { Length: > 0 } key } => Parse(key, "Intents:Owners:SecretKey"), { SecretKeyFile: { Length: > 0 } path } => LoadOrCreate(path), _ => null };

    /// <summary>Whether there is a key to protect secrets with.</summary>
    public bool CanProtect => _key is not null;

    /// <summary>A new secret: 256 random bits, as 64 hexadecimal digits.</summary>
    public static string Create() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SecretBytes));

    /// <summary>The secret as it may be stored.</summary>
    public byte[] Protect(string secret, Guid organizationId, string owner)
    {
        var plain = Convert.FromHexString(secret);
        var stored = new byte[NonceBytes + TagBytes + plain.Length];
        RandomNumberGenerator.Fill(stored.AsSpan(0, NonceBytes));
        using var cipher = new AesGcm(Key(), TagBytes);
        cipher.Encrypt(stored.AsSpan(0, NonceBytes), plain, stored.AsSpan(NonceBytes + TagBytes), stored.AsSpan(NonceBytes, TagBytes), Purpose(organizationId, owner));
        return stored;
    }

    /// <summary>The secret of a row.</summary>
    /// <exception cref="CryptographicException">The key is another than the one it was protected with, or the row was tampered with.</exception>
    public string Reveal(byte[] stored, Guid organizationId, string owner)
    {
        if (stored.Length != NonceBytes + TagBytes + SecretBytes) throw new CryptographicException("The stored secret has the wrong length.");
        var plain = new byte[SecretBytes];
        using var cipher = new AesGcm(Key(), TagBytes);
        cipher.Decrypt(stored.AsSpan(0, NonceBytes), stored.AsSpan(NonceBytes + TagBytes), stored.AsSpan(NonceBytes, TagBytes), plain, Purpose(organizationId, owner));
        return Convert.ToHexStringLower(plain);
    }

    private byte[] Key() => _key ?? throw new CryptographicException("There is no key for webhook secrets; set Intents:Owners:SecretKey or Intents:Owners:SecretKeyFile.");

    private static byte[] Purpose(Guid organizationId, string owner) => System.Text.Encoding.UTF8.GetBytes($"webhook\n{organizationId}\n{owner}");

    private static byte[] Parse(string text, string setting)
    {
        var key = new byte[KeyBytes];
        if (text.Trim() is { Length: 2 * KeyBytes } digits && digits.All(char.IsAsciiHexDigit)) return Convert.FromHexString(digits);
        return Convert.TryFromBase64String(text.Trim(), key, out var written) && written == KeyBytes
            ? key
            : throw new SettingsException($"{setting} is expected to be {KeyBytes} random bytes in base64 or hexadecimal digits, e.g. from 'openssl rand -base64 {KeyBytes}'; came something else.");
    }

    private static byte[] LoadOrCreate(string path)
    {
        try
        {
            SecretFile.EnsureExists(path, () => System.Text.Encoding.ASCII.GetBytes(Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes))));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException($"Intents:Owners:SecretKeyFile '{path}' cannot be made: {failure.Message}");
        }

        return Parse(File.ReadAllText(path), "The content of Intents:Owners:SecretKeyFile");
    }
}
