using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace IntentEngine.Providers.Outbound;

/// <summary>Judges a host before any name is resolved: a public IP literal or a name that can only mean a public host.</summary>
internal static partial class PublicHost
{
    private static readonly string[] PrivateSuffixes =
        ["localhost", "local", "localdomain", "internal", "intranet", "lan", "home", "corp", "private", "home.arpa", "onion", "test", "invalid", "example"];

    /// <summary>Names that resolve to whatever address they spell; resolving would refuse them too, but only later.</summary>
    private static readonly string[] EchoServices = ["nip.io", "sslip.io", "xip.io", "localtest.me", "lvh.me"];

    /// <summary>What is wrong with <paramref name="host"/>, or null when nothing is.</summary>
    /// <param name="host">Host as <see cref="Uri.IdnHost"/> gives it, without brackets.</param>
    public static string? Problem(string host)
    {
        if (host.Length == 0) return "it names no host";
        if (IPAddress.TryParse(host, out var address))
            return PublicIpAddress.IsPublic(address) ? null : $"{address} is not a public address";
        if (host.EndsWith('.')) host = host[..^1];
        if (host.Length > 253 || !Name().IsMatch(host)) return "its host is not a valid domain name";
        if (!host.Contains('.')) return "a public host has at least two parts, like example.com";
        if (LooksNumeric().IsMatch(host)) return "its host is an address in an unusual notation";
        if (PrivateSuffixes.Concat(EchoServices).FirstOrDefault(suffix => IsOrEndsWith(host, suffix)) is { } found)
            return $"names under .{found} are not public";
        return null;
    }

    /// <summary>The ASCII form of an international name; null when it is not a valid name.</summary>
    public static string? Ascii(string host)
    {
        try
        {
            return new IdnMapping { AllowUnassigned = false, UseStd3AsciiRules = true }.GetAscii(host.TrimEnd('.').ToLowerInvariant()).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>
    /// Whether a host as it was written holds signs that some resolvers fold into ASCII: full-width and circled digits and letters, ideographic dots.
    /// Real international names consist of letters and marks of their script beside ASCII.
    /// </summary>
    public static bool HasLookalikes(string written) => written.EnumerateRunes().Any(rune => !rune.IsAscii && (!IsLetterOrMark(rune) || IsCompatibilityLetter(rune.Value)));

    private static bool IsLetterOrMark(Rune rune) => Rune.IsLetter(rune)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static bool IsCompatibilityLetter(int value) => value is
        >= 0x2100 and <= 0x214f      // letter-like symbols
        or >= 0xfb00 and <= 0xfb4f   // ligatures
        or >= 0xff00 and <= 0xffef   // full-width forms
        or >= 0x1d400 and <= 0x1d7ff // mathematical letters
        or >= 0x1f100 and <= 0x1f1ff // enclosed letters
        or 0x1d62 or 0x2c7c or 0xaa or 0xba or (>= 0x2b0 and <= 0x2b8) or (>= 0x1d2c and <= 0x1dbf) or (>= 0x2071 and <= 0x209c); // raised and lowered letters

    private static bool IsOrEndsWith(string host, string suffix) =>
        host.Equals(suffix, StringComparison.OrdinalIgnoreCase) || host.EndsWith("." + suffix, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$", RegexOptions.IgnoreCase)]
    private static partial Regex Name();

    /// <summary>A top-level domain is never all digits or hexadecimal with a prefix: such hosts are read as addresses by some resolvers.</summary>
    [GeneratedRegex(@"(^|\.)(\d+|0x[0-9a-f]*)$", RegexOptions.IgnoreCase)]
    private static partial Regex LooksNumeric();
}
