using System.ComponentModel.DataAnnotations;

namespace IntentEngine.Intents.Artifacts.Uploads;

/// <summary>What may be uploaded. Section <c>Intents:Uploads</c>.</summary>
public sealed record UploadSettings
{
    /// <summary>Largest content, in bytes, 1 to 5 GB (what S3 takes at once). Default 50 MiB. The gateway has its own limit, <c>Gateway:Limits:UploadBytes</c>: raise both.</summary>
    [Range(1, 5_000_000_000)]
    public long MaximumBytes { get; init; } = 50 * 1024 * 1024;

    /// <summary>Longest time an upload or download may take, 1 second to 24 hours. Default 10 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Media types that are accepted besides those of <see cref="MediaTypes.Known"/>, e.g. <c>image/png</c>; their bytes are not looked at. Default none.</summary>
    [MaxLength(100)]
    public IReadOnlyList<string> MoreMediaTypes { get; init; } = [];
}
