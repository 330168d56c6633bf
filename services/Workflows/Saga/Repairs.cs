using IntentEngine.Contracts.Lineage;
using IntentEngine.Messaging.Database;

namespace IntentEngine.Workflows.Saga;

/// <summary>What Lineage is told about a repair it asked for, in the transaction that decided it.</summary>
internal static class Repairs
{
    public static void Answer(UnitOfWork unit, RepairRequested request, Guid? started, string? refusal)
    {
        unit.Reply = new RepairAnswered
        {
            OrganizationId = unit.OrganizationId,
            RepairId = request.RepairId,
            Started = started is not null,
            ExecutionId = started?.ToString(),
            Refusal = refusal,
        };
        unit.Send(RepairAnswered.Queue, (RepairAnswered)unit.Reply);
    }
}
