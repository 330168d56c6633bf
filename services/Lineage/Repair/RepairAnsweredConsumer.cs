using IntentEngine.Contracts.Lineage;
using MassTransit;

namespace IntentEngine.Lineage.Repair;

/// <summary>Takes the answers of owners from the queue <c>lineage-repairs</c>.</summary>
internal sealed class RepairAnsweredConsumer(RepairLog log) : IConsumer<RepairAnswered>
{
    public Task Consume(ConsumeContext<RepairAnswered> context) => log.AnswerAsync(context.Message, context.CancellationToken);
}
