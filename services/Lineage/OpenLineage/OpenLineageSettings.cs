using System.ComponentModel.DataAnnotations;

namespace IntentEngine.Lineage.OpenLineage;

/// <summary>What is accepted of OpenLineage clients. Section <c>Lineage:OpenLineage</c>.</summary>
public sealed record OpenLineageSettings
{
    /// <summary>Largest request body, as sent and also unpacked, in bytes, 64 KiB to 256 MiB. Default 16 MiB. The gateway has its own limit for what is sent: raise both.</summary>
    [Range(64 * 1024, 256 * 1024 * 1024)]
    public int MaximumBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>Most events in one batch, 1 to 10,000. Default 1,000.</summary>
    [Range(1, 10_000)]
    public int MaximumBatchEvents { get; init; } = 1_000;

    /// <summary>Batches of events that one process writes at the same time, 1 to 32. Default 4. Events of one organization wait for each other anyway.</summary>
    [Range(1, 32)]
    public int ConcurrentWrites { get; init; } = 4;
}
