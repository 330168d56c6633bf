using System.Globalization;
using System.Security.Claims;
using System.Text.Json;

namespace IntentEngine.Hosting.Authentication;

/// <summary>The claims of a token, each required to have exactly one meaning.</summary>
internal static class TokenClaims
{
    /// <summary>The <c>iss</c> claim: it decides whose keys and rules apply.</summary>
    public static string Issuer(JsonElement claims) => Text(claims, "iss", 2048);

    /// <summary>Checks audience and times against the rules of the issuer.</summary>
    public static void Check(JsonElement claims, string audience, TimeSpan skew, TimeSpan maximumLifetime, DateTimeOffset now)
    {
        if (!Names(claims, "aud").Contains(audience, StringComparer.Ordinal))
            throw new TokenException($"The token's audience is not '{audience}'.");
        var expires = Time(claims, "exp");
        var issued = Time(claims, "iat");
        if (expires <= issued) throw new TokenException("The token expires before it was issued.");
        if (expires - issued > maximumLifetime) throw new TokenException($"The token lives longer than {maximumLifetime.TotalMinutes:0} minutes.");
        if (now >= expires + skew) throw new TokenException("The token has expired; get a new one.");
        if (issued > now + skew) throw new TokenException("The token was issued in the future; check the clocks.");
        if (claims.TryGetProperty("nbf", out _) && Time(claims, "nbf") > now + skew)
            throw new TokenException("The token is not valid yet.");
    }

    /// <summary>Who the bearer is and until when: <c>sub</c>, <c>org</c>, the known <c>roles</c>, and <c>exp</c> in whole seconds, under these very names.</summary>
    public static ClaimsPrincipal Principal(JsonElement claims)
    {
        var organization = Text(claims, "org", 36);
        if (!Guid.TryParseExact(organization, "D", out var id) || id == Guid.Empty)
            throw new TokenException("The token's 'org' claim is not a UUID.");
        var roles = Names(claims, "roles").SelectMany(r => r.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        List<Claim> known =
        [
            new("sub", Text(claims, "sub", 255)),
            new("org", id.ToString("D")),
            new("exp", Time(claims, "exp").ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), ClaimValueTypes.Integer64),
            .. roles.Distinct(StringComparer.Ordinal).Where(Roles.All.Contains).Select(role => new Claim("roles", role)),
        ];
        return new ClaimsPrincipal(new ClaimsIdentity(known, BearerHandler.SchemeName, "sub", "roles"));
    }

    private static string Text(JsonElement claims, string name, int maximum) =>
        claims.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            && value.GetString() is { } text && text.Length <= maximum
            && !string.IsNullOrWhiteSpace(text) && !text.Any(char.IsControl)
            ? text
            : throw new TokenException($"The token's '{name}' claim is not a text of 1 to {maximum} characters.");

    private static string[] Names(JsonElement claims, string name)
    {
        if (claims.TryGetProperty(name, out var value))
        {
            if (value.ValueKind == JsonValueKind.String) return [value.GetString()!];
            if (value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(v => v.ValueKind == JsonValueKind.String))
                return [.. value.EnumerateArray().Select(v => v.GetString()!)];
        }
        throw new TokenException($"The token's '{name}' claim is not a text or a list of texts.");
    }

    private static DateTimeOffset Time(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number
            && value.TryGetDouble(out var seconds) && seconds is >= 0 and < 253402300800
            ? DateTimeOffset.UnixEpoch.AddSeconds(seconds)
            : throw new TokenException($"The token's '{name}' claim is not a time in seconds since 1970.");
}
