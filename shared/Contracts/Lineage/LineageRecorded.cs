using MassTransit;

namespace IntentEngine.Contracts.Lineage;

/// <summary>Fact: Lineage has recorded a batch, so its sender may forget it. Facts that can never be stored count as recorded: they are parked there.</summary>
/// <remarks>Comes for each <see cref="RecordLineage"/> that names a sender; may be lost, and then the sender sends the batch again.</remarks>
[EntityName("lineage.recorded.v1")]
[MessageUrn("lineage:recorded:v1")]
public sealed record LineageRecorded
{
    /// <summary>Who sent the batch, as it said; others ignore the fact.</summary>
    public required string Sender { get; init; }

    /// <summary>What of the sender's was in it, as it said.</summary>
    public required IReadOnlyList<long> Rows { get; init; }
}
