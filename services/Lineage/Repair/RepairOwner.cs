using System.Text.Json;
using IntentEngine.Contracts.Intents;
using IntentEngine.Contracts.Workflows;
using IntentEngine.Lineage.Storage;
using IntentEngine.Messaging.Database;

namespace IntentEngine.Lineage.Repair;

/// <summary>Which service can try an execution again, and how it is asked. It decides: its gates and rules hold as for anybody.</summary>
internal static class RepairOwner
{
    public const string Workflows = "workflows";

    public const string Intents = "intents";

    /// <summary>The owner as the execution's data tells (<c>owner</c>), else by its run: workflows have UUIDs, intents any name. Null: nobody that can be asked.</summary>
    public static string? Of(ExecutionRecord row) => (Told(row), row.RunId) switch
    {
        (_, null) => null,
        (Intents, _) => Intents,
        (Workflows or null, { } run) when Guid.TryParse(run, out _) => Workflows,
        (null, _) => Intents,
        _ => null,
    };

    /// <summary>Adds the command to the owner.</summary>
    public static void Ask(UnitOfWork unit, RequestedRepair repair, string runId, JsonElement? input)
    {
        if (repair.Owner == Workflows)
            unit.Send(RepairStep.Queue, new RepairStep
            {
                OrganizationId = unit.OrganizationId,
                WorkflowId = Guid.Parse(runId),
                ExecutionId = repair.ExecutionId,
                RepairId = repair.RepairId,
                Kind = repair.Kind,
                InputData = input,
                RequestedBy = repair.RequestedBy,
                Reason = repair.Reason,
            });
        else
            unit.Send(RepairIntent.Queue, new RepairIntent
            {
                OrganizationId = unit.OrganizationId,
                IntentId = runId,
                ExecutionId = repair.ExecutionId,
                RepairId = repair.RepairId,
                Kind = repair.Kind,
                RequestedBy = repair.RequestedBy,
            });
    }

    private static string? Told(ExecutionRecord row) =>
        row.Data is { ValueKind: JsonValueKind.Object } data && data.TryGetProperty("owner", out var owner) && owner.ValueKind == JsonValueKind.String ? owner.GetString() : null;
}
