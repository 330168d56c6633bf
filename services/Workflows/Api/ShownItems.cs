using System.Text.Json;
using IntentEngine.Messaging.Sagas;
using IntentEngine.Messaging.Database;
using IntentEngine.Workflows.Definitions;
using IntentEngine.Workflows.Saga;

namespace IntentEngine.Workflows.Api;

/// <summary>Finds the items a person was shown before a decision.</summary>
internal sealed class ShownItems(SagaHost<WorkflowState> workflows, WorkflowDefinitions definitions, WorkflowsDatabase database)
{
    private const string Select = """
        select output_data from intent_workflow_steps
        where organization_id = current_organization() and workflow_id = $1 and step_number = $2 and round = $3 and superseded_at is null and status = 'completed'
        """;

    /// <summary>The items on the table, and which round of the step proposed them.</summary>
    /// <param name="Round">Round of the step; a decision on another one is stale.</param>
    /// <param name="Items">Ids; empty when nothing is on the table.</param>
    /// <param name="AllWhenUnlisted">Whether no list means all.</param>
    public sealed record Shown(int Round, IReadOnlySet<Guid> Items, bool AllWhenUnlisted);

    /// <summary>Null: the organization has no such workflow.</summary>
    public async Task<Shown?> Of(Guid organizationId, Guid workflowId, string approvalType, CancellationToken cancel)
    {
        var asked = await workflows.Look(organizationId, workflowId, w => Asked(w, approvalType), null, cancel);
        if (asked is null) return null;
        if (asked.Approval is not { } approval) return new Shown(0, new HashSet<Guid>(), false);
        var items = await database.ReadAsync<IReadOnlySet<Guid>>(organizationId, Select,
            [Parameter.Uuid(workflowId), Parameter.Whole(approval.ItemsFrom), Parameter.Whole(asked.Round)],
            async reader => await reader.ReadAsync(cancel) && !reader.IsDBNull(0) ? Ids(reader.GetString(0), approval.ItemsProperty) : new HashSet<Guid>(), cancel);
        return new Shown(asked.Round, items, approval.AllWhenUnlisted);
    }

    private AskedFor Asked(WorkflowState w, string approvalType)
    {
        var approval = definitions.Get(w.Definition, w.DefinitionVersion).StepAsking(approvalType)?.Approval;
        return new AskedFor(approval, approval is null ? 0 : w.Data.RoundOf(approval.ItemsFrom));
    }

    private static HashSet<Guid> Ids(string output, string property)
    {
        using var document = JsonDocument.Parse(output);
        return document.RootElement.TryGetProperty(property, out var items)
            ? [.. items.EnumerateArray().Select(item => item.GetProperty("id").GetGuid())]
            : [];
    }

    private sealed record AskedFor(ApprovalDefinition? Approval, int Round);
}
