using System.Text.Json;
using IntentEngine.Contracts;
using IntentEngine.Messaging.Database;
using IntentEngine.Workflows.Steps;

namespace IntentEngine.Workflows.Runs;

/// <summary>A step's view of its workflow, read from the database when it asks.</summary>
internal sealed class StoredStepContext(WorkflowsDatabase database) : StepContext
{
    private const string SelectOutput = """
        select output_data from intent_workflow_steps
        where organization_id = current_organization() and workflow_id = $1 and step_number = $2 and superseded_at is null and status = 'completed'
        """;

    private const string SelectApproved = """
        select approved_items from intent_approvals
        where organization_id = current_organization() and workflow_id = $1 and approval_type = $2 and decision = 'approved'
        order by round desc limit 1
        """;

    private const string SelectProfile = "select profile from organization_profiles where organization_id = current_organization()";

    public override Task<IReadOnlySet<Guid>> ApprovedItems(string approvalType, CancellationToken cancel) =>
        database.ReadAsync<IReadOnlySet<Guid>>(OrganizationId, SelectApproved, [Parameter.Uuid(WorkflowId), Parameter.Text(approvalType)],
            async reader => await reader.ReadAsync(cancel) ? reader.GetFieldValue<Guid[]>(0).ToHashSet() : [], cancel);

    public override Task<OrganizationProfile?> StoredProfile(CancellationToken cancel) =>
        database.ReadAsync(OrganizationId, SelectProfile, [],
            async reader => await reader.ReadAsync(cancel) ? JsonSerializer.Deserialize<OrganizationProfile>(reader.GetString(0), ContractJson.Options) : null, cancel);

    protected override Task<JsonElement?> LoadOutput(int step, CancellationToken cancel) =>
        database.ReadAsync<JsonElement?>(OrganizationId, SelectOutput, [Parameter.Uuid(WorkflowId), Parameter.Whole(step)],
            async reader => await reader.ReadAsync(cancel) && !reader.IsDBNull(0) ? JsonSerializer.Deserialize<JsonElement>(reader.GetString(0)) : null, cancel);
}
