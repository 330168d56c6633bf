using System.Runtime.ExceptionServices;
using IntentEngine.Contracts.Lineage;
using MassTransit;

namespace IntentEngine.Lineage.Projection;

/// <summary>Takes <see cref="RecordLineage"/> from the queue <c>lineage</c>, and says so when it is recorded.</summary>
internal sealed class RecordLineageConsumer(LineageProjector projector, Receipts receipts) : IConsumer<RecordLineage>
{
    public async Task Consume(ConsumeContext<RecordLineage> context)
    {
        FactsRejectedException? rejected = null;
        try
        {
            // A sender without message ids is recorded all the same: recording twice changes nothing.
            await projector.RecordAsync(context.Message, context.MessageId ?? NewId.NextGuid(), context.CancellationToken);
        }
        catch (FactsRejectedException some)
        {
            rejected = some;
        }

        // Rejected facts are parked with this message; sending them again would only have them rejected again.
        await receipts.Send(context.Message);
        if (rejected is not null) ExceptionDispatchInfo.Throw(rejected);
    }
}
