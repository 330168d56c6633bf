using IntentEngine.Messaging.Database;

namespace IntentEngine.Workflows.Runs;

/// <summary>Reads which work a workflow has handed out and not got back.</summary>
public sealed class OutstandingWork(WorkflowsDatabase database)
{
    private const string Select = "select intent_id from pending_executions where organization_id = current_organization() and workflow_id = $1 order by intent_id";

    /// <summary>Ids of the intents that are still out.</summary>
    public Task<IReadOnlyList<string>> IntentIds(Guid organizationId, Guid workflowId, CancellationToken cancel) =>
        database.ReadAsync<IReadOnlyList<string>>(organizationId, Select, [Parameter.Uuid(workflowId)], async reader =>
        {
            var ids = new List<string>();
            while (await reader.ReadAsync(cancel)) ids.Add(reader.GetString(0));
            return ids;
        }, cancel);
}
