using System.Globalization;
using IntentEngine.Hosting.Failures;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace IntentEngine.Intents.Graph.Api;

/// <summary>The version that the caller read, from <c>If-Match: "3"</c>. A handler takes it as a parameter.</summary>
/// <param name="Version">1 or more. Null: none was named, or <c>*</c>.</param>
/// <param name="IsSent">Whether the header came at all.</param>
internal readonly record struct IfMatch(int? Version, bool IsSent)
{
    /// <summary>Reads the header; called by the framework.</summary>
    /// <exception cref="InvalidRequestException">It is no version.</exception>
    public static ValueTask<IfMatch> BindAsync(HttpContext context)
    {
        var sent = context.Request.Headers.IfMatch;
        if (sent.Count == 0) return ValueTask.FromResult(new IfMatch(null, IsSent: false));
        var tag = sent.ToString();
        if (tag == "*") return ValueTask.FromResult(new IfMatch(null, IsSent: true));
        if (sent.Count == 1 && tag.Length > 2 && tag[0] == '"' && tag[^1] == '"' && int.TryParse(tag.AsSpan(1, tag.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var version))
            return ValueTask.FromResult(new IfMatch(version, IsSent: true));
        throw new InvalidRequestException(HeaderNames.IfMatch, $"expected one version in quotes, as ETag gave it, e.g. \"3\", or *; came '{tag}'.");
    }
}
