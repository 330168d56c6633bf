using System.Text.Json;
using IntentEngine.Contracts;
using IntentEngine.Messaging.Database;
using IntentEngine.Messaging.Sagas;
using Npgsql;

namespace IntentEngine.Workflows.Saga;

/// <summary>A workflow as a row of <c>intent_workflows</c>, with everything the same event wrote beside it.</summary>
public sealed class WorkflowStore : ISagaStore<WorkflowState>
{
    private const string Insert = """
        with new as (
            insert into intent_workflows (organization_id, id, name, definition, definition_version, status, phase, step, version, created_by, created_at, updated_at, deadline, correlation_id, parent_workflow_id, data)
            values ($1, $2, $3, $4, $5, $6, $7, $8, 1, $9, $10, $10, $11, $12, $13, $14)
            on conflict do nothing returning 1)
        select expect_updated((select count(*) from new))
        """;

    // The check is in the assignment: counting what a "where version =" found would cost a second plan node and a function call per step.
    // The row is there: it was read before, and the application may not delete workflows.
    private const string Update = """
        update intent_workflows set status = $4, phase = $5, step = $6, version = case version when $3 then $3 + 1 else refuse_update() end,
            updated_at = $7, deadline = $8, data = $9
        where organization_id = $1 and id = $2
        """;

    private const string Current = "select expect_updated((select count(*) from intent_workflows where organization_id = $1 and id = $2 and version = $3))";

    // An event touches one or two steps: one statement with a row for each, which costs less than arrays or a statement each.
    private static readonly ManyRows UpsertSteps = new("""
        insert into intent_workflow_steps as s (id, organization_id, workflow_id, step_number, round, step_name, status, input_data, output_data, error_type, error_message,
            blocked_reason, run_id, started_at, completed_at, next_attempt_at, retry_count, max_retries, cost_usd, duration_ms)
        values {0}
        on conflict (organization_id, workflow_id, step_number, round) do update set
            status = excluded.status, input_data = coalesce(excluded.input_data, s.input_data), output_data = coalesce(excluded.output_data, s.output_data),
            error_type = excluded.error_type, error_message = excluded.error_message, blocked_reason = excluded.blocked_reason,
            run_id = coalesce(excluded.run_id, s.run_id), started_at = coalesce(excluded.started_at, s.started_at), completed_at = excluded.completed_at,
            duration_ms = coalesce(excluded.duration_ms, least(2147483647, extract(epoch from excluded.completed_at - s.started_at) * 1000)::int),
            next_attempt_at = excluded.next_attempt_at, retry_count = excluded.retry_count, cost_usd = coalesce(s.cost_usd, 0) + coalesce(excluded.cost_usd, 0)
        """);

    private static readonly ManyRows InsertAudit = new("""
        insert into intent_audit_log (organization_id, workflow_id, transition, actor_id, action, details, ip_address, user_agent, created_at)
        values {0}
        """);

    private const string InsertFacts = "insert into lineage_feed (organization_id, executions, artifacts) values ($1, $2, $3)";

    /// <inheritdoc/>
    public string SelectSql => """
        select id, organization_id, name, definition, definition_version, status, phase, step, version, created_by, created_at, deadline, correlation_id, parent_workflow_id, data
        from intent_workflows where organization_id = current_organization() and id = $1
        """;

    /// <inheritdoc/>
    public WorkflowState Read(NpgsqlDataReader reader) => new()
    {
        CorrelationId = reader.GetGuid(0),
        OrganizationId = reader.GetGuid(1),
        Name = reader.GetString(2),
        Definition = reader.GetString(3),
        DefinitionVersion = reader.GetInt32(4),
        Status = reader.GetString(5),
        CurrentState = reader.GetString(6),
        Step = reader.GetInt32(7),
        Version = reader.GetInt32(8),
        CreatedBy = reader.GetString(9),
        CreatedAt = reader.GetFieldValue<DateTimeOffset>(10),
        Deadline = reader.IsDBNull(11) ? null : reader.GetFieldValue<DateTimeOffset>(11),
        Correlation = reader.GetString(12),
        ParentWorkflowId = reader.IsDBNull(13) ? null : reader.GetGuid(13),
        Data = JsonSerializer.Deserialize<WorkflowData>(reader.GetString(14), ContractJson.Options)!,
    };

    /// <inheritdoc/>
    /// <remarks>Every change is audited (seed 004 §9.3), so an event without an audit row was ignored: it leaves the version alone.</remarks>
    public void Save(UnitOfWork unit, WorkflowState workflow)
    {
        if (workflow.Change.Audit.Count == 0)
        {
            unit.LeaveSagaUnchanged();
            Guard(unit, workflow);
            return;
        }

        if (workflow.Version == 0)
            unit.Guard(Insert, Parameter.Uuid(workflow.OrganizationId), Parameter.Uuid(workflow.CorrelationId), Parameter.Text(workflow.Name), Parameter.Text(workflow.Definition),
                Parameter.Whole(workflow.DefinitionVersion), Parameter.Text(workflow.Status), Parameter.Text(workflow.CurrentState), Parameter.Whole(workflow.Step),
                Parameter.Text(workflow.CreatedBy), Parameter.Time(workflow.CreatedAt), Parameter.Time(workflow.Deadline), Parameter.Text(workflow.Correlation),
                Parameter.Uuid(workflow.ParentWorkflowId), Parameter.Json(workflow.Data));
        else
            unit.Guard(Update, Parameter.Uuid(workflow.OrganizationId), Parameter.Uuid(workflow.CorrelationId), Parameter.Whole(workflow.Version), Parameter.Text(workflow.Status),
                Parameter.Text(workflow.CurrentState), Parameter.Whole(workflow.Step), Parameter.Time(unit.Now), Parameter.Time(workflow.Deadline), Parameter.Json(workflow.Data));
        WriteChange(unit, workflow, workflow.Version + 1);
    }

    /// <inheritdoc/>
    public void Guard(UnitOfWork unit, WorkflowState workflow)
    {
        unit.Guard(Current, Parameter.Uuid(workflow.OrganizationId), Parameter.Uuid(workflow.CorrelationId), Parameter.Whole(workflow.Version));
        WriteChange(unit, workflow, transition: null);
    }

    private static void WriteChange(UnitOfWork unit, WorkflowState workflow, int? transition)
    {
        var change = workflow.TakeChange();
        // A statement may not touch a row twice.
        foreach (var steps in change.Steps.CountBy(s => (s.Number, s.Round)).All(s => s.Value == 1) ? [change.Steps] : change.Steps.Select(s => new List<StepRow> { s }))
            UpsertSteps.Add(unit, steps, step => StepParameters(workflow, step));
        InsertAudit.Add(unit, change.Audit, entry =>
        [
            Parameter.Uuid(workflow.OrganizationId), Parameter.Uuid(workflow.CorrelationId), Parameter.Whole(transition), Parameter.Text(entry.Actor.Subject), Parameter.Text(entry.Action),
            Parameter.JsonText(JsonSerializer.Serialize(entry.Details, ContractJson.Options)), Parameter.Address(entry.Actor.IpAddress), Parameter.Text(entry.Actor.UserAgent), Parameter.Time(unit.Now),
        ]);
        if (change.Executions.Count + change.Artifacts.Count > 0)
            unit.Add(InsertFacts, Parameter.Uuid(workflow.OrganizationId),
                Parameter.Text(JsonSerializer.Serialize(change.Executions, ContractJson.Options)), Parameter.Text(JsonSerializer.Serialize(change.Artifacts, ContractJson.Options)));
    }

    private static NpgsqlParameter[] StepParameters(WorkflowState workflow, StepRow step) =>
    [
        Parameter.Uuid(workflow.StepId(step.Number, step.Round)),
        Parameter.Uuid(workflow.OrganizationId),
        Parameter.Uuid(workflow.CorrelationId),
        Parameter.Whole(step.Number),
        Parameter.Whole(step.Round),
        Parameter.Text(step.Name),
        Parameter.Text(step.Status),
        Parameter.JsonText(step.Input),
        Parameter.JsonText(step.Output),
        Parameter.Text(step.ErrorType),
        Parameter.Text(step.ErrorMessage),
        Parameter.Text(step.BlockedReason),
        Parameter.Uuid(step.Run),
        Parameter.Time(step.StartedAt),
        Parameter.Time(step.CompletedAt),
        Parameter.Time(step.NextAttemptAt),
        Parameter.Whole(step.RetryCount),
        Parameter.Whole(step.MaxRetries),
        Parameter.Number(step.CostUsd),
        Parameter.Whole(step is { StartedAt: { } start, CompletedAt: { } end } ? (int)Math.Min(int.MaxValue, (end - start).TotalMilliseconds) : null),
    ];
}
