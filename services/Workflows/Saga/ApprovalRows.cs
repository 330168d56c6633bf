using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using IntentEngine.Contracts;
using IntentEngine.Messaging.Database;
using IntentEngine.Workflows.Definitions;

namespace IntentEngine.Workflows.Saga;

/// <summary>Decisions as rows of <c>intent_approvals</c>, one per round.</summary>
internal static class ApprovalRows
{
    private const string InsertDecision = """
        insert into intent_approvals (organization_id, workflow_id, approver_id, approval_type, round, decision, approved_items, rejected_items, feedback, approved_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        """;

    private const string UpdateApproved = "update intent_workflows set approved_by = $3, approved_at = $4, approval_feedback = $5 where organization_id = $1 and id = $2";

    private const string UpdateRejected = "update intent_workflows set rejected_at = $3, rejection_reason = $4 where organization_id = $1 and id = $2";

    public static void Insert(UnitOfWork unit, WorkflowState w, string type, int round, string decision, Actor actor, IReadOnlyList<Guid> approved, IReadOnlyList<Guid> rejected, string? feedback)
    {
        unit.Add(InsertDecision, Parameter.Uuid(w.OrganizationId), Parameter.Uuid(w.CorrelationId), Parameter.Text(actor.Subject), Parameter.Text(type), Parameter.Whole(round),
            Parameter.Text(decision), Parameter.Uuids([.. approved]), Parameter.Uuids([.. rejected]), Parameter.Text(feedback), Parameter.Time(unit.Now));
        if (decision == "approved")
            unit.Add(UpdateApproved, Parameter.Uuid(w.OrganizationId), Parameter.Uuid(w.CorrelationId), Parameter.Text(actor.Subject), Parameter.Time(unit.Now), Parameter.Text(feedback));
        else
            unit.Add(UpdateRejected, Parameter.Uuid(w.OrganizationId), Parameter.Uuid(w.CorrelationId), Parameter.Time(unit.Now), Parameter.Text(feedback));
    }

    /// <summary>What a decision says, in whatever order its items come.</summary>
    public static string Fingerprint(ApprovalGiven decision)
    {
        var text = string.Join(',', decision.Approved.Order()) + "|" + string.Join(',', decision.Rejected.Order()) + "|" + decision.StepRound;
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..32];
    }

    /// <summary>The output of a step that is a decision.</summary>
    public static string Output(ApprovalGiven decision) => JsonSerializer.Serialize(new
    {
        decision.ApprovalType,
        ApprovedItems = decision.Approved,
        RejectedItems = decision.Rejected,
        decision.Feedback,
    }, ContractJson.Options);

    public static string WhyNotAwaited(WorkflowDefinition definition, WorkflowState w, ApprovalGiven decision)
    {
        if (definition.StepAsking(decision.ApprovalType) is not { } asking)
            return $"This workflow asks for no approval '{decision.ApprovalType}'; it asks for {string.Join(" and ", definition.Steps.Where(s => s.Approval is not null).Select(s => $"'{s.Approval!.Type}'"))}.";
        if (w.Data.Approvals.TryGetValue(decision.ApprovalType, out var state) && state.Approved)
            return $"'{decision.ApprovalType}' was already approved, with other items; the workflow is at '{w.Status}'.";
        if (w.Step == asking.Number && decision.StepRound != w.Data.RoundOf(asking.Approval!.ItemsFrom))
            return "The items were replaced since they were shown; read the new ones and decide again.";
        return $"The workflow does not wait for '{decision.ApprovalType}' now: it is at '{w.Status}' ({w.Phase()}); step {asking.Number} asks for it.";
    }
}
