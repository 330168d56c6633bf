using IntentEngine.Contracts.Intents;
using IntentEngine.Contracts.Lineage;
using IntentEngine.Intents.Lifecycle;
using IntentEngine.Intents.Log;
using IntentEngine.Messaging.Database;
using MassTransit;

namespace IntentEngine.Intents.Retrying;

/// <summary>Lets a failed intent wait again because somebody asked Lineage for it, and answers Lineage in the same transaction.</summary>
internal sealed class RepairIntentConsumer(IntentLog log) : IConsumer<RepairIntent>
{
    private const string Consumer = "intents.repair";

    public async Task Consume(ConsumeContext<RepairIntent> context)
    {
        var command = context.Message;
        var request = IncomingCommand.Accept(context, Consumer, command.OrganizationId, command.IntentId, command.RequestedBy) with
        {
            Tell = (unit, result) => Answer(unit, command, (result as ChangeResult.Refused)?.Reason),
        };
        var result = await log.Change(request, (intent, now) => IntentDecisions.Repair(intent, command.ExecutionId, command.Kind, now), context.CancellationToken);
        if (result is not ChangeResult.Unknown) return;
        var unit = log.Begin(request);
        Answer(unit, command, $"There is no intent '{command.IntentId}' in this organization.");
        await unit.CommitAsync(context.CancellationToken);
    }

    // Who takes the intent on next gives the new execution its id.
    private static void Answer(UnitOfWork unit, RepairIntent command, string? refusal) => unit.Send(RepairAnswered.Queue, new RepairAnswered
    {
        OrganizationId = command.OrganizationId,
        RepairId = command.RepairId,
        Started = refusal is null,
        Refusal = refusal,
    });
}
