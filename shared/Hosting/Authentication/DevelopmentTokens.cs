using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace IntentEngine.Hosting.Authentication;

/// <summary>Signs tokens for a developer's own machine. Services accept them in the Development environment alone.</summary>
public sealed class DevelopmentTokens
{
    /// <summary>The <c>iss</c> of every development token.</summary>
    public const string Issuer = "intent-engine-development";

    /// <summary>Longest lifetime a development token may have: 12 hours.</summary>
    public static readonly TimeSpan MaximumLifetime = TimeSpan.FromHours(12);

    private readonly ECDsaSecurityKey key;
    private readonly TimeProvider clock;

    private DevelopmentTokens(ECDsa ecdsa, TimeProvider clock)
    {
        this.clock = clock;
        var point = ecdsa.ExportParameters(includePrivateParameters: false).Q;
        key = new ECDsaSecurityKey(ecdsa) { KeyId = Convert.ToHexStringLower(SHA256.HashData([.. point.X!, .. point.Y!]))[..16] };
        Keys = new IssuerKeys(Issuer, MaximumLifetime, [key]);
    }

    internal IssuerKeys Keys { get; }

    /// <summary>Reads the ES256 key in <paramref name="path"/>, or makes one there (mode 0600) when there is none.</summary>
    /// <param name="path">Usually <c>dev-signing-key.json</c> in the data folder.</param>
    /// <param name="clock">Null: the system's clock.</param>
    /// <exception cref="Startup.StartupException">Others may read the file, or it holds no such key.</exception>
    public static DevelopmentTokens LoadOrCreate(string path, TimeProvider? clock = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return new DevelopmentTokens(DevelopmentKeyFile.LoadOrCreate(path), clock ?? TimeProvider.System);
    }

    /// <summary>Issues one token.</summary>
    /// <param name="roles">At least one of <see cref="Roles"/>.</param>
    /// <param name="organizationId">The <c>org</c> claim; not empty.</param>
    /// <param name="subject">The <c>sub</c> claim, 1 to 255 characters.</param>
    /// <param name="lifetime">More than zero, at most <see cref="MaximumLifetime"/>.</param>
    /// <param name="audience">The <c>aud</c> claim; the default is what services expect by default.</param>
    /// <exception cref="ArgumentException">A role is unknown, or an argument lies outside its range.</exception>
    public string Issue(IReadOnlyCollection<string> roles, Guid organizationId, string subject, TimeSpan lifetime, string audience = "intent-engine")
    {
        ArgumentNullException.ThrowIfNull(roles);
        ArgumentException.ThrowIfNullOrWhiteSpace(subject);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(subject.Length, 255);
        ArgumentOutOfRangeException.ThrowIfEqual(organizationId, Guid.Empty);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(lifetime, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(lifetime, MaximumLifetime);
        if (roles.Count == 0 || roles.FirstOrDefault(role => !Roles.All.Contains(role)) is not null)
            throw new ArgumentException($"Roles are one or more of {string.Join(", ", Roles.All)}; came '{string.Join(", ", roles)}'.", nameof(roles));

        var now = clock.GetUtcNow();
        var claims = JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["iss"] = Issuer,
            ["aud"] = audience,
            ["iat"] = now.ToUnixTimeSeconds(),
            ["nbf"] = now.ToUnixTimeSeconds(),
            ["exp"] = (now + lifetime).ToUnixTimeSeconds(),
            ["sub"] = subject,
            ["org"] = organizationId.ToString("D"),
            ["roles"] = roles,
        });
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }
            .CreateToken(claims, new SigningCredentials(key, SecurityAlgorithms.EcdsaSha256));
    }

    /// <summary>Issues one token with one role; see the other overload.</summary>
    public string Issue(string role, Guid organizationId, string subject, TimeSpan lifetime) =>
        Issue([role], organizationId, subject, lifetime);
}
