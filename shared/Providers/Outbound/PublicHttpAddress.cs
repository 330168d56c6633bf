using System.Diagnostics.CodeAnalysis;

namespace IntentEngine.Providers.Outbound;

/// <summary>The only way in for web addresses that users give, e.g. competitors: they may name a public website and nothing else (OWASP API7).</summary>
public static class PublicHttpAddress
{
    /// <summary>Longest address that is looked at, in characters.</summary>
    public const int MaxLength = 2000;

    /// <summary>Reads an http(s) URL or a bare domain (which gets <c>https://</c>).</summary>
    /// <param name="urlOrDomain">What the user gave.</param>
    /// <param name="address">The canonical address with an ASCII lower-case host; to be passed on instead of the text.</param>
    /// <param name="problem">Why it was refused, as a sentence that may be shown to the user.</param>
    /// <returns>
    /// True for http or https, no user name or password, port absent, 80 or 443, and a host that is a public domain name or a public address in plain notation.
    /// Names are not resolved here: <see cref="PublicHttpHandler"/> vets what they resolve to when it connects.
    /// </returns>
    public static bool TryParse(string? urlOrDomain, [NotNullWhen(true)] out Uri? address, [NotNullWhen(false)] out string? problem)
    {
        address = null;
        problem = Read(urlOrDomain, out var read);
        if (problem is not null) return false;
        address = read!;
        return true;
    }

    /// <summary>The domain of an address as search-data providers name it: without <c>www.</c></summary>
    public static string Domain(Uri address) =>
        address.IdnHost.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? address.IdnHost[4..] : address.IdnHost;

    private static string? Read(string? given, out Uri? address)
    {
        address = null;
        var text = given?.Trim() ?? "";
        if (text.Length == 0) return Refused(text, "it is empty");
        if (text.Length > MaxLength) return Refused(text, $"it is longer than {MaxLength} characters");
        if (text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || c == '\\')) return Refused(text, "it contains spaces, control characters or backslashes");
        if (!text.Contains("://", StringComparison.Ordinal)) text = "https://" + text;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri)) return Refused(given!, "it is not a web address");
        if (uri.Scheme is not ("http" or "https")) return Refused(given!, $"its scheme is {uri.Scheme}, only http and https are allowed");

        var authority = text[(text.IndexOf("://", StringComparison.Ordinal) + 3)..].Split('/', '?', '#')[0];
        if (authority.Contains('@')) return Refused(given!, "it contains a user name");
        if (authority.Contains('%')) return Refused(given!, "its host is percent-encoded");
        if (PublicHost.HasLookalikes(authority)) return Refused(given!, "its host contains signs that only look like letters or digits");
        if (!uri.IsDefaultPort && uri.Port is not (80 or 443)) return Refused(given!, $"its port is {uri.Port}, only 80 and 443 are allowed");
        // System.Uri reads 0x7f.1 and 2130706433 as 127.0.0.1: compare with what was written, so that only plain notation passes.
        if (uri.HostNameType == UriHostNameType.IPv4 && !authority.Split(':')[0].Equals(uri.Host, StringComparison.Ordinal))
            return Refused(given!, "its host is an address in an unusual notation");

        var host = uri.HostNameType is UriHostNameType.IPv4 or UriHostNameType.IPv6 ? uri.IdnHost.Trim('[', ']') : PublicHost.Ascii(uri.IdnHost);
        if (host is null) return Refused(given!, "its host is not a valid domain name");
        if (PublicHost.Problem(host) is { } problem) return Refused(given!, problem);
        address = new UriBuilder(uri) { Host = host, UserName = "", Password = "" }.Uri;
        return null;
    }

    private static string Refused(string given, string reason)
    {
        var shown = new string([.. given.Where(c => !char.IsControl(c)).Take(100)]);
        return $"'{shown}' cannot be used: {reason}. Expected a public website, e.g. https://example.com or example.com.";
    }
}
