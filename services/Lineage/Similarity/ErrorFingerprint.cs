using System.Security.Cryptography;
using System.Text;

namespace IntentEngine.Lineage.Similarity;

/// <summary>A name for a kind of error: two failures with the same one failed the same way.</summary>
/// <param name="Value"><c>v1:</c> and 32 hexadecimal digits. The version is part of it, so that a fingerprint that somebody kept stays true when the rules change.</param>
/// <param name="ErrorType">Class of the failure; null when none was told.</param>
/// <param name="Template">The message without what varies, see <see cref="ErrorTemplate"/>; empty when there was none.</param>
public sealed record ErrorFingerprint(string Value, string? ErrorType, string Template)
{
    /// <summary>Version of the rules.</summary>
    public const string Version = "v1";

    /// <summary>The fingerprint of a failure.</summary>
    /// <param name="errorType">Class of the failure.</param>
    /// <param name="message">The failure for people.</param>
    /// <param name="name">What was executed; it counts only when nothing else was told, so that silent failures of different steps stay apart.</param>
    public static ErrorFingerprint Of(string? errorType, string? message, string name)
    {
        var template = ErrorTemplate.Of(message);
        var type = string.IsNullOrWhiteSpace(errorType) ? null : errorType.Trim();
        string[] parts = type is null && template.Length == 0 ? ["", "", name] : [type ?? "", template];
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts)));
        return new ErrorFingerprint($"{Version}:{Convert.ToHexStringLower(hash.AsSpan(0, 16))}", type, template);
    }
}
