using IntentEngine.Contracts.Lineage;
using MassTransit;

namespace IntentEngine.Lineage.Projection;

/// <summary>Takes <see cref="RecordLineage"/> from the queue <c>lineage</c>.</summary>
internal sealed class RecordLineageConsumer(LineageProjector projector) : IConsumer<RecordLineage>
{
    // A sender without message ids is recorded all the same: recording twice changes nothing.
    public Task Consume(ConsumeContext<RecordLineage> context) =>
        projector.RecordAsync(context.Message, context.MessageId ?? NewId.NextGuid(), context.CancellationToken);
}
