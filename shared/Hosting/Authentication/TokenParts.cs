using System.Buffers.Text;
using System.Text.Json;

namespace IntentEngine.Hosting.Authentication;

/// <summary>A compact JWS taken apart strictly, before any library sees it: two parsers that disagree are how forgeries pass.</summary>
/// <remarks>Rules of RFC 8725 and spec reliability §4.3. Nothing here is trusted until the signature is verified.</remarks>
internal sealed record TokenParts(string Algorithm, string? KeyId, JsonElement Claims)
{
    /// <summary>Longest token looked at, in characters.</summary>
    public const int MaximumLength = 8192;

    private static readonly string[] Algorithms = ["ES256", "RS256", "PS256"];
    private static readonly string[] Types = ["JWT", "at+jwt", "application/at+jwt"];
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 8 };

    public static TokenParts Read(string token)
    {
        if (token.Length > MaximumLength) throw new TokenException($"The token is longer than {MaximumLength} characters.");
        var segments = token.Split('.');
        if (segments.Length == 5) throw new TokenException("The token is encrypted; only signed ones are accepted.");
        if (segments.Length != 3) throw new TokenException("The token is not a compact JWS of three parts.");

        var header = ReadObject(segments[0], "header");
        var algorithm = Text(header, "alg");
        if (algorithm is null || !Algorithms.Contains(algorithm, StringComparer.Ordinal))
            throw new TokenException($"The token's algorithm is not one of {string.Join(", ", Algorithms)}.");
        if (Text(header, "typ") is not { } type || !Types.Contains(type, StringComparer.OrdinalIgnoreCase))
            throw new TokenException("The token's type is not 'JWT' or 'at+jwt'.");
        if (header.TryGetProperty("crit", out _) || header.TryGetProperty("enc", out _) || header.TryGetProperty("zip", out _))
            throw new TokenException("The token's header asks for an extension that is not supported.");
        var keyId = Text(header, "kid");
        if (keyId is null ? header.TryGetProperty("kid", out _) : keyId.Length is 0 or > 256)
            throw new TokenException("The token's key id is not a text of 1 to 256 characters.");
        if (Decode(segments[2], "signature").Length == 0) throw new TokenException("The token is not signed.");
        return new TokenParts(algorithm, keyId, ReadObject(segments[1], "payload"));
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static JsonElement ReadObject(string segment, string part)
    {
        try
        {
            using var document = JsonDocument.Parse(Decode(segment, part), Strict);
            if (document.RootElement.ValueKind == JsonValueKind.Object) return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            // Answered below, like any other content that is not one JSON object without repeated names.
        }
        throw new TokenException($"The token's {part} is not one JSON object with unique names.");
    }

    // Decoding must be the inverse of encoding: no padding, no white space, no stray bits in the last character.
    private static byte[] Decode(string segment, string part)
    {
        var valid = segment.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') && Base64Url.IsValid(segment);
        if (valid)
        {
            var bytes = Base64Url.DecodeFromChars(segment);
            if (Base64Url.EncodeToString(bytes).Equals(segment, StringComparison.Ordinal)) return bytes;
        }
        throw new TokenException($"The token's {part} is not base64url.");
    }
}
