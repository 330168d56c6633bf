using IntentEngine.Client;
using IntentEngine.Client.Workflows;

namespace IntentEngine.Cli.Demo.Checks;

/// <summary>Whether the audit trail tells the same as the workflow.</summary>
internal static class AuditCheck
{
    /// <summary>What does not fit; empty when all does.</summary>
    /// <param name="audit">The whole trail, oldest first.</param>
    /// <param name="workflow">The completed workflow.</param>
    /// <param name="refusedGate">The gate that refused once.</param>
    public static IEnumerable<string> Faults(Page<AuditEntry> audit, Workflow workflow, string refusedGate)
    {
        var rows = audit.Items;
        if (rows.Count != audit.Total) yield return $"audit: {audit.Total} rows, {rows.Count} were read.";
        if (rows.Count == 0) yield break;

        if (rows[0].Action != "workflow_created" || Count(rows, "workflow_created") != 1) yield return "audit: the trail does not begin with the one workflow_created.";
        if (rows[^1].Action != "workflow_completed" || Count(rows, "workflow_completed") != 1) yield return "audit: the trail does not end with the one workflow_completed.";

        var transitions = rows.Where(row => row.Transition is not null).Select(row => row.Transition!.Value).ToList();
        if (!transitions.SequenceEqual(transitions.Order()) || !transitions.Distinct().SequenceEqual(Enumerable.Range(1, transitions.Count == 0 ? 0 : transitions.Max())))
            yield return $"audit: expected transitions 1, 2, 3 and so on without a gap; came {string.Join(", ", transitions.Distinct())}.";

        foreach (var step in workflow.Steps)
            if (rows.Count(row => row.Action == "step_completed" && Number(row, "step_number") == step.StepNumber) != 1) yield return $"audit: expected one step_completed of {step.StepName}.";

        foreach (var approval in workflow.Approvals)
        {
            var told = rows.Where(row => row.Action == "approval_granted" && Text(row, "approval_type") == approval.ApprovalType).ToList();
            if (told is not [var row] || row.ActorId != approval.ApproverId || Number(row, "approved") != approval.ApprovedItems.Count || Number(row, "rejected") != approval.RejectedItems.Count)
                yield return $"audit: the approval of {approval.ApprovalType} is not told as it was given.";
        }

        var refusals = rows.Where(row => row.Action == "gate_blocked").ToList();
        if (refusals is not [var refusal] || Text(refusal, "gate") != refusedGate || refusal.Transition is not null) yield return $"audit: expected one gate_blocked of {refusedGate} that changed nothing.";
    }

    private static int Count(IReadOnlyList<AuditEntry> rows, string action) => rows.Count(row => row.Action == action);

    private static int? Number(AuditEntry row, string name) => row.Details.TryGetProperty(name, out var value) && value.TryGetInt32(out var number) ? number : null;

    private static string? Text(AuditEntry row, string name) => row.Details.TryGetProperty(name, out var value) ? value.GetString() : null;
}
