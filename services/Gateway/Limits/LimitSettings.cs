using System.ComponentModel.DataAnnotations;

namespace IntentEngine.Gateway.Limits;

/// <summary>Token buckets: a rate that may be kept up for ever, and a burst on top of quiet times. Section <c>Gateway:Limits</c>.</summary>
public sealed record LimitSettings
{
    /// <summary>Requests per second of one organization, all its tokens together, 1 to 1,000,000. Default 200.</summary>
    [Range(1, 1_000_000)]
    public int OrganizationPerSecond { get; init; } = 200;

    /// <summary>Requests one organization may send at once, 1 to 1,000,000. Default 400.</summary>
    [Range(1, 1_000_000)]
    public int OrganizationBurst { get; init; } = 400;

    /// <summary>Requests per second without a valid token from one address (one /64 network for IPv6), 1 to 1,000,000. Default 20.</summary>
    [Range(1, 1_000_000)]
    public int AddressPerSecond { get; init; } = 20;

    /// <summary>Requests without a valid token that one address may send at once, 1 to 1,000,000. Default 40.</summary>
    [Range(1, 1_000_000)]
    public int AddressBurst { get; init; } = 40;

    /// <summary>Largest content that may be uploaded as an artifact, in bytes, 1 to 5 GB. Default 50 MiB. Intents has its own limit, <c>Intents:Uploads:MaximumBytes</c>: raise both.</summary>
    [Range(1, 5_000_000_000)]
    public long UploadBytes { get; init; } = 50 * 1024 * 1024;

    /// <summary>Largest backup of an intent graph that may be restored, in bytes, 1 to 1 GiB. Default 64 MiB. Intents has its own limit, <c>Intents:Graph:LargestRestoreMegabytes</c>: raise both.</summary>
    [Range(1, 1024L * 1024 * 1024)]
    public long GraphRestoreBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>Largest OpenLineage event or batch of events, as it is sent, in bytes, 64 KiB to 256 MiB. Default 16 MiB. Lineage has its own limit, <c>Lineage:OpenLineage:MaximumBytes</c>: raise both.</summary>
    [Range(64 * 1024, 256 * 1024 * 1024)]
    public long OpenLineageBytes { get; init; } = 16 * 1024 * 1024;
}
