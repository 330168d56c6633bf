using IntentEngine.Hosting.Failures;

namespace IntentEngine.Workflows.Api;

/// <summary>A decision whose items were all on the table, each named once.</summary>
/// <param name="Approved">What may go on; never empty.</param>
/// <param name="Rejected">What was refused.</param>
internal sealed record ApprovalDecision(IReadOnlyList<Guid> Approved, IReadOnlyList<Guid> Rejected)
{
    /// <summary>Checks the lists against what was shown. When nothing is on the table the state machine says why, so the lists pass.</summary>
    public static ApprovalDecision Check(ApproveItems.Request body, ShownItems.Shown shown, Validation faults)
    {
        Guid[] rejected = [.. (body.RejectedItems ?? []).Distinct()];
        Guid[] approved = body.ApprovedItems is { } listed ? [.. listed.Distinct()] : shown.AllWhenUnlisted ? [.. shown.Items.Except(rejected).Order()] : [];
        if (shown.Items.Count == 0) return new ApprovalDecision(approved, rejected);

        faults.Require(approved.Length > 0, "approved_items", "expected at least one item; to approve nothing, send the workflow back with reject.");
        RequireKnown(approved, "approved_items", shown, faults);
        RequireKnown(rejected, "rejected_items", shown, faults);
        var both = approved.Intersect(rejected).ToList();
        faults.Require(both.Count == 0, "rejected_items", $"expected each item in one list only; {string.Join(", ", both.Take(3))} came in both.");
        return new ApprovalDecision(approved, rejected);
    }

    private static void RequireKnown(Guid[] items, string field, ShownItems.Shown shown, Validation faults)
    {
        var unknown = items.Where(item => !shown.Items.Contains(item)).ToList();
        faults.Require(unknown.Count == 0, field, $"expected ids of the {shown.Items.Count} items that are shown; unknown: {string.Join(", ", unknown.Take(3))}.");
    }
}
