using System.Security.Claims;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace IntentEngine.Hosting.Authentication;

/// <summary>Decides whether a bearer token is genuine and current, and whom it speaks for.</summary>
/// <remarks>
/// Shape and claims are judged by our own strict reading, the signature by Microsoft.IdentityModel.
/// The key comes from the configured issuers alone: <c>jku</c>, <c>x5u</c>, <c>jwk</c> and <c>x5c</c> of the token are never read.
/// </remarks>
internal sealed class TokenVerifier(AuthenticationSettings settings, OidcIssuer? oidc, DevelopmentTokens? development, TimeProvider clock)
{
    private static readonly JsonWebTokenHandler Signatures = new();

    private readonly VerifiedSignatures verified = new();

    /// <exception cref="TokenException">The token breaks a rule; the message says which.</exception>
    /// <exception cref="IdentityProviderUnavailableException">The issuer's keys cannot be had.</exception>
    public async Task<ClaimsPrincipal> VerifyAsync(string token, CancellationToken cancel)
    {
        var parts = TokenParts.Read(token);
        var issuer = await FindIssuerAsync(TokenClaims.Issuer(parts.Claims), cancel)
            ?? throw new TokenException("The token's issuer is not accepted here.");
        var key = issuer.Find(parts.KeyId, parts.Algorithm);
        if (key is null && issuer.Refresh is { } refresh)
            key = (await refresh(cancel)).Find(parts.KeyId, parts.Algorithm);
        if (key is null) throw new TokenException("The token names no key of its issuer that fits its algorithm.");

        VerifySignature(token, parts, issuer.Issuer, key);
        TokenClaims.Check(parts.Claims, settings.Audience, settings.ClockSkew, issuer.MaximumLifetime, clock.GetUtcNow());
        return TokenClaims.Principal(parts.Claims);
    }

    private async Task<IssuerKeys?> FindIssuerAsync(string name, CancellationToken cancel)
    {
        if (development is not null && name.Equals(DevelopmentTokens.Issuer, StringComparison.Ordinal)) return development.Keys;
        if (oidc is null) return null;
        var issuer = await oidc.CurrentAsync(cancel);
        return name.Equals(issuer.Issuer, StringComparison.Ordinal) ? issuer : null;
    }

    private void VerifySignature(string token, TokenParts parts, string issuer, SecurityKey key)
    {
        if (verified.Knows(token, key)) return;
        var result = Signatures.ValidateToken(token, new TokenValidationParameters
        {
            ValidAlgorithms = [parts.Algorithm],
            IssuerSigningKey = key,
            ValidIssuer = issuer,
            ValidAudience = settings.Audience,
            RequireSignedTokens = true,
            TryAllIssuerSigningKeys = true,
            // Times are judged by TokenClaims against the injected clock.
            ValidateLifetime = false,
        });
        if (result.IsValid)
        {
            verified.Remember(token, key);
            return;
        }

        throw new TokenException(result.Exception is SecurityTokenInvalidAudienceException
            ? $"The token's audience is not '{settings.Audience}'."
            : "The token's signature does not match.");
    }
}
