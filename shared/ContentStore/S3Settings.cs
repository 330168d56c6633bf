using System.Text.RegularExpressions;

namespace IntentEngine.ContentStore;

/// <summary>A bucket and the key to it. Section <c>ContentStore:S3</c>. Not a record: its text would show the secret.</summary>
public sealed partial class S3Settings
{
    /// <summary>Address of the service without bucket and path, e.g. <c>https://s3.eu-central-1.amazonaws.com</c> or <c>http://minio:9000</c>.</summary>
    public required Uri Endpoint { get; init; }

    /// <summary>Name of the bucket, 3 to 63 lower-case letters, digits, '.' or '-'. It must exist; the engine makes none.</summary>
    public required string Bucket { get; init; }

    /// <summary>Id of the access key. It needs GetObject, PutObject and DeleteObject, and ListBucket so that a missing content is told from a refused one.</summary>
    public required string AccessKey { get; init; }

    /// <summary>The secret of the access key. It signs, and is never sent, shown or logged.</summary>
    public required string SecretKey { get; init; }

    /// <summary>Token of a temporary access key. Null or empty: the key is a lasting one.</summary>
    public string? SessionToken { get; init; }

    /// <summary>Region that requests are signed for. Default <c>us-east-1</c>, which most services other than Amazon's take.</summary>
    public string Region { get; init; } = "us-east-1";

    /// <summary>Whether the bucket is the first part of the path (true, default) or of the host name (false, as Amazon wants it for new buckets).</summary>
    public bool PathStyle { get; init; } = true;

    /// <summary>What the names of all objects begin with, e.g. <c>engine/</c>: letters, digits, '.', '_', '-' and '/'. Default nothing.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>Longest time from a request to the head of its answer, 1 second to 1 hour. Default 100 seconds. The time to send a body counts.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>Folder in which an upload waits until its hash and length are known. Default the system's temporary folder.</summary>
    public string SpoolFolder { get; init; } = Path.GetTempPath();

    /// <summary>Names of members that cannot work, with what was expected. No value is quoted that could be a secret.</summary>
    internal IEnumerable<(string Member, string Fault)> Faults()
    {
        if (Endpoint is not { IsAbsoluteUri: true, Scheme: "http" or "https", AbsolutePath: "/", Query: "", Fragment: "", UserInfo: "" })
            yield return (nameof(Endpoint), $"expected an address such as https://s3.eu-central-1.amazonaws.com, without path, query and user; came '{(Endpoint is { IsAbsoluteUri: true } ? Endpoint.GetLeftPart(UriPartial.Path) : Endpoint)}'.");
        if (!BucketPattern().IsMatch(Bucket)) yield return (nameof(Bucket), $"expected 3 to 63 lower-case letters, digits, '.' or '-', the first and last a letter or digit; came '{Bucket}'.");
        if (!RegionPattern().IsMatch(Region)) yield return (nameof(Region), $"expected a region such as eu-central-1; came '{Region}'.");
        if (!PrefixPattern().IsMatch(Prefix)) yield return (nameof(Prefix), $"expected letters, digits, '.', '_', '-' and '/', not beginning with '/' and without '..'; came '{Prefix}'.");
        if (Timeout < TimeSpan.FromSeconds(1) || Timeout > TimeSpan.FromHours(1)) yield return (nameof(Timeout), $"expected 00:00:01 to 01:00:00; came {Timeout}.");
        if (string.IsNullOrWhiteSpace(SpoolFolder)) yield return (nameof(SpoolFolder), "expected the path of a folder; came nothing.");
        foreach (var (name, value) in new[] { (nameof(AccessKey), AccessKey), (nameof(SecretKey), SecretKey), (nameof(SessionToken), string.IsNullOrEmpty(SessionToken) ? "none" : SessionToken) })
            if (string.IsNullOrEmpty(value) || value.Any(c => c is <= ' ' or > '~')) yield return (name, "expected printable characters without spaces; perhaps a line break came along.");
    }

    [GeneratedRegex(@"^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\z")]
    private static partial Regex BucketPattern();

    [GeneratedRegex(@"^[a-z0-9-]{1,50}\z")]
    private static partial Regex RegionPattern();

    [GeneratedRegex(@"^(?!.*\.\.)(?!/)[A-Za-z0-9._/-]{0,200}\z")]
    private static partial Regex PrefixPattern();
}
