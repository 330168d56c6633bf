using System.Text.Json;
using IntentEngine.Contracts.Intents;
using IntentEngine.Contracts.Workflows;
using IntentEngine.Messaging.Database;

namespace IntentEngine.Workflows.Saga;

/// <summary>Work handed to others: the private record behind each completion token, and the intent that asks for it (seed 003).</summary>
internal static class DelegatedRows
{
    /// <summary>This service as an owner.</summary>
    public const string Owner = "workflows";

    private const string Insert = """
        insert into pending_executions (organization_id, token, workflow_id, step_number, round, intent_id, intent_type, target_artifact_id, context, created_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        """;

    // A token is consumed once: the second settlement of the same piece finds nothing and undoes itself.
    private const string ConsumeToken = """
        with consumed as (delete from pending_executions where organization_id = $1 and token = $2 returning 1)
        select expect_fresh((select count(*) from consumed))
        """;

    public static void HandOut(UnitOfWork unit, WorkflowState w, DelegatedPiece piece)
    {
        unit.Add(Insert, Parameter.Uuid(w.OrganizationId), Parameter.Text(piece.Token), Parameter.Uuid(w.CorrelationId), Parameter.Whole(w.Step), Parameter.Whole(w.Data.RoundOf(w.Step)),
            Parameter.Text(piece.IntentId), Parameter.Text(piece.Work.IntentType), Parameter.Text(piece.Work.TargetArtifactId), Parameter.JsonText(piece.Context), Parameter.Time(unit.Now));
        unit.Send(CreateIntent.Queue, Intent(w.OrganizationId, piece.Token, piece.IntentId, piece.Work.IntentType, piece.Work.TargetArtifactId, piece.Context, w.Correlation, w.Data.Run.ToString()));
        piece.Work.Stage?.Invoke(unit, w.CorrelationId);
    }

    public static CreateIntent Intent(Guid organizationId, string token, string intentId, string intentType, string target, string context, string? correlation, string? parentExecution)
    {
        using var document = JsonDocument.Parse(context);
        return new CreateIntent
        {
            OrganizationId = organizationId,
            IntentId = intentId,
            IntentType = intentType,
            TargetArtifactId = target,
            Context = document.RootElement.Clone(),
            CreatedBy = Owner,
            Owner = Owner,
            CompletionToken = token,
            CorrelationId = correlation,
            ParentExecutionId = parentExecution,
        };
    }

    public static void Consume(UnitOfWork unit, WorkflowState w, string token) =>
        unit.Add(ConsumeToken, Parameter.Uuid(w.OrganizationId), Parameter.Text(token));

    /// <summary>Takes back everything outstanding: tokens, intents and the child workflows that may already work on them.</summary>
    public static void Withdraw(UnitOfWork unit, WorkflowState w, IReadOnlyList<string> intentIds, string reason)
    {
        w.Data.Outstanding = 0;
        unit.Add("delete from pending_executions where organization_id = $1 and workflow_id = $2", Parameter.Uuid(w.OrganizationId), Parameter.Uuid(w.CorrelationId));
        unit.Add("update articles set status = 'cancelled', updated_at = $3 where organization_id = $1 and intent_workflow_id = $2 and status in ('queued', 'generating')",
            Parameter.Uuid(w.OrganizationId), Parameter.Uuid(w.CorrelationId), Parameter.Time(unit.Now));
        foreach (var intentId in intentIds)
        {
            unit.Send(CreateIntent.Queue, new CancelIntent { OrganizationId = w.OrganizationId, IntentId = intentId, Reason = reason });
            unit.Send(CancelWorkflow.Queue, new CancelWorkflow { OrganizationId = w.OrganizationId, WorkflowId = StepIds.ChildWorkflow(w.OrganizationId, intentId), Reason = reason });
        }
    }
}
