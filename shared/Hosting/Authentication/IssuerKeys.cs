using Microsoft.IdentityModel.Tokens;

namespace IntentEngine.Hosting.Authentication;

/// <summary>One issuer: its name, its rules and where its public keys come from.</summary>
/// <param name="MaximumLifetime">Longest <c>exp − iat</c> it may give.</param>
/// <param name="Refresh">Asks for the keys to be read again (a key id was unknown); limited in rate by its owner.</param>
internal sealed record IssuerKeys(
    string Issuer, TimeSpan MaximumLifetime, IReadOnlyList<SecurityKey> Keys, Func<CancellationToken, Task<IssuerKeys>>? Refresh = null)
{
    /// <summary>The key a token names, if it fits the token's algorithm: the algorithm never chooses what a key is used for.</summary>
    public SecurityKey? Find(string? keyId, string algorithm)
    {
        var fitting = Keys.Where(key => Fits(key, algorithm)).ToArray();
        if (keyId is not null) return fitting.FirstOrDefault(key => string.Equals(key.KeyId, keyId, StringComparison.Ordinal));
        return fitting.Length == 1 ? fitting[0] : null;
    }

    private static bool Fits(SecurityKey key, string algorithm) => key switch
    {
        ECDsaSecurityKey ec => algorithm == SecurityAlgorithms.EcdsaSha256 && ec.ECDsa.KeySize == 256,
        RsaSecurityKey rsa => algorithm is SecurityAlgorithms.RsaSha256 or SecurityAlgorithms.RsaSsaPssSha256 && rsa.KeySize >= 2048,
        X509SecurityKey { PublicKey: System.Security.Cryptography.RSA } x509 =>
            algorithm is SecurityAlgorithms.RsaSha256 or SecurityAlgorithms.RsaSsaPssSha256 && x509.KeySize >= 2048,
        _ => false,
    };
}
